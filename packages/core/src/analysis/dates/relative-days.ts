import type { DateCandidate } from './date-candidate.ts';

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const mention =
  /\b(by|before|on|until|no later than|due)\s{1,3}(?:(?:the )?(?:close of business|end of (?:the )?day|COB|EOD|noon)\s{1,3}(?:on\s{1,3})?)?(?:(this|next|coming)\s{1,3})?(sunday|monday|tuesday|wednesday|thursday|friday|saturday|today|tomorrow)\b/gi;
/** Days are meant relative to the newest message, which stands first. */
const longestMessage = 20_000;
const dayMs = 86_400_000;

/**
 * Days named relative to the day on which a message was sent ("by Friday", "before next Monday"): the first such
 * day after it, for "next" a week later where that is less than four days away. Reads the first 20,000 characters.
 */
export function relativeDays(text: string, sentAt: string): DateCandidate[] {
  const sent = Date.parse(sentAt);
  if (Number.isNaN(sent)) return [];
  const found: DateCandidate[] = [];
  for (const match of text.slice(0, longestMessage).matchAll(mention)) {
    const [whole, word = '', which = '', day = ''] = match;
    const ahead = daysAhead(day.toLowerCase(), which.toLowerCase(), new Date(sent).getUTCDay());
    const start = match.index;
    found.push({
      rule: 'relative-day',
      type: /^on$/i.test(word) ? 'other' : 'deadline',
      label: /^on$/i.test(word) ? 'Date' : 'Deadline',
      date: new Date(sent + ahead * dayMs).toISOString().slice(0, 10),
      period: null,
      note: ` (counted from ${sentAt.slice(0, 10)}, when this was sent)`,
      at: [{ start, end: start + whole.length }],
    });
  }
  return found;
}

function daysAhead(day: string, which: string, sentOn: number): number {
  if (day === 'today') return 0;
  if (day === 'tomorrow') return 1;
  const ahead = ((days.indexOf(day) - sentOn + 6) % 7) + 1;
  return which === 'next' && ahead < 4 ? ahead + 7 : ahead;
}
