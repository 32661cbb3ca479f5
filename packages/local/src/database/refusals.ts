import { cString, errorFieldsOf, errorResponse, message, stringsOf } from './messages.ts';

const MARK = 'refused by the database gateway: ';
const SESSION_LOCK = /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i;

/** Sent behind each statement: the server ignores it, unless the statement is a COPY that waits for data. */
export const COPY_REFUSAL = `${MARK}COPY FROM STDIN is not supported by the embedded database; use INSERT ... SELECT FROM unnest(...)`;

const LOCK_REFUSAL =
  'session-level advisory locks are not supported, because all connections share one session; use pg_advisory_xact_lock';

/** Why a statement must not reach the shared session, if it must not. */
export function refusalOf(sql: string): string | undefined {
  return SESSION_LOCK.test(sql) ? LOCK_REFUSAL : undefined;
}

/**
 * A statement that fails in parse analysis with the reason. The server itself then aborts the transaction and skips to
 * the next Sync, exactly as for any other wrong statement.
 */
export function failingStatement(reason: string): string {
  return `select '${MARK}${reason.replaceAll("'", "''")}'::int4`;
}

/** Turns the server's complaint about a refused statement into SQLSTATE 0A000 with the reason as the message. */
export function clarifyRefusal(frame: Buffer): Buffer {
  const text = errorFieldsOf(frame).get('M') ?? '';
  const start = text.indexOf(MARK);
  if (start < 0) return frame;
  const reason = text.slice(start + MARK.length).replace(/"$/, '');
  return errorResponse({ severity: 'ERROR', code: '0A000', message: reason });
}

/** The Query message with its text replaced by a refusal where needed. */
export function guardQuery(frame: Buffer): Buffer {
  const reason = refusalOf(stringsOf(frame, 1).strings[0] ?? '');
  return reason === undefined ? frame : message('Q', cString(failingStatement(reason)));
}
