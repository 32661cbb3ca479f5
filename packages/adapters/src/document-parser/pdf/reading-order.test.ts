import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRightToLeft, inReadingOrder, runsFromRight } from './reading-order.ts';

function ordered(line: string): string {
  return inReadingOrder(line, runsFromRight(line));
}

test.each([
  ['words of a line', 'בין חברת Ltd Legal Elenchus לבין', 'בין חברת Elenchus Legal Ltd לבין'],
  ['words at a Hebrew ending', 'לפי Ltd Legalב לבין', 'לפי Legal Ltdב לבין'],
  ['words and their punctuation', 'צד John ,Smith א', 'צד Smith, John א'],
  ['numbers among words', 'חוק 2020 of 5 .No Law לפי ב', 'חוק Law No. 5 of 2020 לפי ב'],
  ['numbers in a date', '(يناير) -1434april14-', '(يناير) 14-april-1434'],
  ['brackets around words', '(يناير) (january(', '(يناير) (january)'],
  ['quotation marks around words', '«إختبار ذاتي» «test self«', '«إختبار ذاتي» «self test»'],
  ['words from right to left', 'between החברה בין and the Buyer', 'between בין החברה and the Buyer'],
  ['brackets around a word from right to left', 'the party (العقد (of it', 'the party (العقد) of it'],
  ['an Arabic date', 'on the day ١٤٣٤ إبريل ١٤ of it', 'on the day ١٤ إبريل ١٤٣٤ of it'],
  ['numbers among words from right to left', 'under 2020 לשנת 5 חוק of it', 'under 2020 חוק 5 לשנת of it'],
])('%s that pdfium turns around are put in order', (_, shown, read) => {
  expect(ordered(shown)).toBe(read);
});

test.each([
  ['a line of one direction', 'The Legal Ltd. (2020)'],
  ['a line that reads from left to right', 'A line with an Arabic العربية word embedded.'],
  ['Hebrew with numbers', 'סעיף 5 לחוק 2020, עמוד 3'],
  ['a Hebrew prefix', 'ב-Python'],
  ['a Hebrew suffix', 'Python-ב'],
  ['a word that changes its script', 'Pythonב לפי'],
  ['Arabic numbers', 'مادة ١٤ من ١٤٣٤ word'],
  ['an Arabic date in a line from left to right', 'the day of ١٤ it'],
  ['one word from right to left', 'the word עמוד of it'],
])('%s stays as it is', (_, line) => {
  expect(ordered(line)).toBe(line);
});

test('in a document that reads from right to left all lines are turned', () => {
  expect(inReadingOrder('.Ltd Legal Elenchus', true)).toBe('Elenchus Legal Ltd.');
  expect(inReadingOrder('12 / 34', true)).toBe('12 / 34');
});

test('no character is lost, and none moves in a line of one direction', () => {
  expect(hasRightToLeft('«Legal» 5 é 法')).toBe(false);
  const line = fc.string({ unit: fc.constantFrom(...'אבשع١5aZ .,-()«»'), maxLength: 30 });
  fc.assert(
    fc.property(line, fc.boolean(), (shown, isFromRight) => {
      const unmirrored = (text: string) => [...text].map((c) => (/[()«»]/.test(c) ? '|' : c)).sort();
      const read = inReadingOrder(shown, isFromRight);
      expect(unmirrored(read)).toEqual(unmirrored(shown));
      const other = isFromRight ? /[aZ]/ : /[אבשع]/;
      if (!other.test(shown)) expect(read).toBe(shown);
    }),
  );
});

test.each(['א 1 ', 'א a ', 'a א ', '1 ', 'א', '( '])('an endless line of %j takes no time', (part) => {
  const line = part.repeat(100_000);
  const startedAt = performance.now();
  expect(inReadingOrder(line, true)).toHaveLength(line.length);
  expect(inReadingOrder(line, false)).toHaveLength(line.length);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
