const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zones: ReadonlyMap<string, number> = new Map([
  ['est', -5],
  ['edt', -4],
  ['cst', -6],
  ['cdt', -5],
  ['mst', -7],
  ['mdt', -6],
  ['pst', -8],
  ['pdt', -7],
  ['bst', 1],
  ['cet', 1],
  ['met', 1],
  ['cest', 2],
  ['eet', 2],
  ['eest', 3],
  ['msk', 3],
  ['jst', 9],
  ['hst', -10],
  ['akst', -9],
  ['akdt', -8],
]);
const time = /(?<![\d:.])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,9})?\s?(am|pm)?\b/i;
const offset = /(?:^|[\s\d])(?:gmt|utc)?\s?([+-])(\d{2}):?(\d{2})\b/i;

/**
 * The moment that a Date field tells, in UTC as ISO 8601; null if it tells none. Reads RFC 5322 with its obsolete
 * forms, asctime, ISO 8601 and what broken senders make of them; a time without a zone counts as UTC.
 */
export function parseMailDate(field: string): string | null {
  const text = field
    .slice(0, 200)
    .replace(/\([^()]*\)?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ]/.exec(text);
  const day = iso === null ? namedDay(text) : iso.slice(1).map(Number);
  if (day === undefined) return null;
  const [year = 0, month = 0, date = 0] = day;
  const clock = time.exec(text);
  const [hourText, minuteText, secondText, half] = clock?.slice(1) ?? [];
  let hour = Number(hourText ?? 0);
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const minute = Number(minuteText ?? 0);
  // A leap second counts as the one before it.
  const second = Math.min(Number(secondText ?? 0), 59);
  if (hour > 23 || minute > 59 || year < 1970 || year > 9999) return null;
  const local = new Date(Date.UTC(year, month - 1, date, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== date) return null;
  const behind = clock === null ? text : text.slice(clock.index + clock[0].length);
  return new Date(local.getTime() - zoneMinutes(behind) * 60_000).toISOString();
}

/** "26 Nov 2001", "Nov 26 2001" or "26-Nov-01"; two digits of a year by RFC 5322, 4.3. */
function namedDay(text: string): number[] | undefined {
  const found = /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?/i.exec(text);
  if (found === null) return undefined;
  const before = /(\d{1,2})(?:st|nd|rd|th)?[\s\-.,/]{1,3}$/i.exec(text.slice(0, found.index))?.[1];
  const rest = text.slice(found.index + found[0].length);
  const after = before === undefined ? /^[\s\-.,/]{0,3}(\d{1,2})(?:st|nd|rd|th)?\b(?!:)/i.exec(rest) : null;
  const date = before ?? after?.[1];
  const remaining = after === null ? rest : rest.slice(after[0].length);
  const inOrder = /^[\s\-.,/]{0,3}(\d{2,4})\b(?!:)/.exec(remaining)?.[1];
  // asctime puts the year last.
  const yearText = inOrder ?? /(?<![+\-\d:])(\d{4})\b(?!:)/.exec(remaining)?.[1];
  if (date === undefined || yearText === undefined) return undefined;
  const year = Number(yearText);
  const centuries = yearText.length === 4 ? 0 : year < 50 && yearText.length === 2 ? 2000 : 1900;
  return [year + centuries, months.indexOf((found[1] ?? '').toLowerCase()) + 1, Number(date)];
}

function zoneMinutes(text: string): number {
  const numeric = offset.exec(text);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
    if (minutes <= 16 * 60) return numeric[1] === '-' ? -minutes : minutes;
  }
  const name = /^\s?([a-z]{2,5})\b/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return (zones.get(name) ?? 0) * 60;
}
