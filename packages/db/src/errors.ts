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
