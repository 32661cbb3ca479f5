/** The SQLSTATE of PostgreSQL's answer, also when the error is wrapped. */
function sqlState(error: unknown): { code: string; constraint: unknown } | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('severity' in e && 'code' in e) {
      return { code: String(e.code), constraint: 'constraint_name' in e ? e.constraint_name : undefined };
    }
  }
  return undefined;
}

/** Whether two transactions got into each other's way (unique, foreign key, deadlock), so that a repeat helps. */
export function isConflict(error: unknown): boolean {
  return ['23503', '23505', '40001', '40P01'].includes(sqlState(error)?.code ?? '');
}

/** Whether an error is PostgreSQL's unique violation (23505) of the named constraint, also when wrapped. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const state = sqlState(error);
  return state?.code === '23505' && state.constraint === constraint;
}

/**
 * The database cannot be reached, or the connection was lost in the middle of a transaction. The next call tries a new
 * connection.
 */
export class DatabaseUnavailableError extends Error {
  readonly code = 'database_unavailable';
  /** Whether COMMIT was sent and not answered. If false, nothing of the transaction is stored. */
  readonly mayHaveCommitted: boolean;

  constructor(message: string, options: { readonly cause: unknown; readonly mayHaveCommitted?: boolean }) {
    super(message, { cause: options.cause });
    this.name = 'DatabaseUnavailableError';
    this.mayHaveCommitted = options.mayHaveCommitted ?? false;
  }
}

/** The DatabaseUnavailableError that an error is, or that it wraps. */
export function unavailabilityOf(error: unknown): DatabaseUnavailableError | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (e instanceof DatabaseUnavailableError) return e;
  }
  return undefined;
}

/** Whether an error is an answer of PostgreSQL. */
export function isRefusal(error: unknown): boolean {
  return sqlState(error) !== undefined;
}

/** Whether PostgreSQL refuses everybody at present: it starts or stops, or has too many connections. */
export function isPassingRefusal(error: unknown): boolean {
  return ['53300', '57P01', '57P02', '57P03'].includes(sqlState(error)?.code ?? '');
}
