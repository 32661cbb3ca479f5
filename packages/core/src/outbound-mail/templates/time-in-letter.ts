const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** A time as people read it, such as "30 November 2026 at 14:05 UTC". */
export function timeInLetter(time: Date): string {
  return `${format.format(time)} UTC`;
}
