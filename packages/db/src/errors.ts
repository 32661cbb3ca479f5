/** Whether an error is PostgreSQL's unique violation (23505) of the named constraint, also when wrapped. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('code' in e && e.code === '23505') return 'constraint_name' in e && e.constraint_name === constraint;
  }
  return false;
}
