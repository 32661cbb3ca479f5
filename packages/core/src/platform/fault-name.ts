/** What may be logged of a fault anywhere: its class, never its message, which may quote data. */
export function faultName(fault: unknown): string {
  return fault instanceof Error ? fault.constructor.name : 'unknown';
}
