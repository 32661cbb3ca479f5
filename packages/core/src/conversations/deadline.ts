import { ProblemError } from '../platform/errors.ts';

/** Waits for an answer, but not longer than the deadline. Throws `timed_out`. */
export async function answerWithin<T>(deadlineMs: number, answer: Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(new ProblemError('timed_out', 'The answer took too long. The question is kept; ask it again.')),
    deadlineMs,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
