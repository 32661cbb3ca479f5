import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import { type NextTime, parseScheduleExpression } from './schedule-expression.ts';

/** A rule of EventBridge with a schedule and what it starts. */
export interface Schedule {
  readonly name: string;
  /** `rate(5 minutes)` or `cron(0 3 * * ? *)`, UTC. */
  readonly expression: string;
  readonly target: () => Promise<void>;
}

/** `stop` starts nothing more and resolves when the targets under way have ended. */
export interface Scheduler {
  stop(): Promise<void>;
}

/** Starts the schedules; throws ScheduleExpressionError. A target that still runs is not started a second time. */
export function createScheduler(options: {
  readonly schedules: readonly Schedule[];
  readonly clock: Clock;
  readonly logger: Logger;
}): Scheduler {
  const { schedules, clock, logger } = options;
  const stopping = new AbortController();
  const startedAt = clock.now();
  const timed = schedules.map((schedule) => ({
    schedule,
    nextTime: parseScheduleExpression(schedule.expression, startedAt),
  }));
  const running = timed.map(({ schedule, nextTime }) =>
    runSchedule(schedule, nextTime, stopping.signal, clock, logger),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function runSchedule(
  schedule: Schedule,
  nextTime: NextTime,
  signal: AbortSignal,
  clock: Clock,
  logger: Logger,
): Promise<void> {
  let call: Promise<void> | undefined;
  let last = clock.now();
  for (;;) {
    const next = nextTime(last);
    if (!next) break;
    // After the machine has slept, the times missed are one.
    await clock.sleep(next.getTime() - clock.now().getTime(), signal).catch(() => undefined);
    if (signal.aborted) break;
    last = new Date(Math.max(next.getTime(), clock.now().getTime()));
    if (call) logger.warn('A schedule is skipped because its target still runs', { schedule: schedule.name });
    else {
      call = callTarget(schedule, logger).finally(() => {
        call = undefined;
      });
    }
  }
  await call;
}

async function callTarget(schedule: Schedule, logger: Logger): Promise<void> {
  try {
    await schedule.target();
  } catch (error) {
    logger.error('The target of a schedule failed', {
      schedule: schedule.name,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}
