/** How long what may take, and after what time which check is due. */
export interface ConnectionTimings {
  /** For TCP and TLS. */
  readonly connectMs: number;
  /** How long a transaction that could not begin is tried anew, as while a database restarts. */
  readonly patienceMs: number;
  /** A connection that lay idle for so long has to show first that it is alive. */
  readonly staleAfterMs: number;
  /** How soon it has to: it answers a BEGIN, which is no work. */
  readonly staleAnswerMs: number;
  /** For how long a server may owe an answer without sending a byte. */
  readonly silenceMs: number;
  /** An idle connection is closed after that. */
  readonly idleMs: number;
  /** An older connection is not used again, so that load spreads over what stands behind a host name. */
  readonly lifetimeMs: number;
  /** How long the end of a pool waits for the work on it. */
  readonly closeMs: number;
}

/**
 * No statement is cut because it is slow: an index, a large insert, a lock that somebody holds or, in the embedded
 * database, the turn of everybody else may take minutes. A dead connection shows itself otherwise:
 * - the peer's end or reset, at once;
 * - TCP keep-alive (see `connect-socket.ts`) 20 s after the network has gone, if all that was sent had arrived;
 * - a BEGIN without an answer in 2 s, when the connection was idle before, as after a freeze of the process. The
 *   connection is replaced and the work has not begun, so that a server that was only busy costs a new connection;
 * - what is left (statements sent in the very moment that the network goes, a server that hangs) by 15 minutes of
 *   silence, which is as long as any function may run: nobody waits for the answer any more.
 */
export const defaultTimings: ConnectionTimings = {
  connectMs: 5_000,
  patienceMs: 10_000,
  staleAfterMs: 5_000,
  staleAnswerMs: 2_000,
  silenceMs: 15 * 60_000,
  idleMs: 60_000,
  lifetimeMs: 45 * 60_000,
  closeMs: 5_000,
};
