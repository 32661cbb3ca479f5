/** The request line's target cannot be read; the gateway answers 400. */
export class MalformedTargetError extends Error {
  readonly code = 'MALFORMED_REQUEST_TARGET';

  constructor(message: string) {
    super(message);
    this.name = 'MalformedTargetError';
  }
}

export interface RequestTarget {
  /** Percent-decoded, as an HTTP API gives it to functions and matches it with routes. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly rawQuery: string;
}

/**
 * Splits the target of a request line, in origin form or absolute form.
 * @throws MalformedTargetError
 */
export function parseRequestTarget(target: string): RequestTarget {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? '';
  const rest = target.slice(origin.length).replace(/#.*$/s, '');
  const questionMark = rest.indexOf('?');
  const path = questionMark < 0 ? rest : rest.slice(0, questionMark);
  if (!path.startsWith('/') && !(origin !== '' && path === '')) {
    throw new MalformedTargetError('The request target must begin with a slash.');
  }
  try {
    return {
      path: path === '' ? '/' : decodeURIComponent(path),
      rawQuery: questionMark < 0 ? '' : rest.slice(questionMark + 1),
    };
  } catch {
    throw new MalformedTargetError('The path is not correctly percent-encoded.');
  }
}
