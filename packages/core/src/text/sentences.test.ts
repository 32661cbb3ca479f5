import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['citations', ['See Roe v. Wade, 410 U.S. 113 (1973).', 'It was cited often.']],
    ['companies', ['Acme Inc. and Beta Corp. Holdings Ltd. agree.', 'So does Gamma Inc.', 'The fee is due.']],
    ['countries', ['Sales in the U.S. Virgin Islands count.', 'So do those in the U.S.', 'Each party pays.']],
    ['parts', ['As set out in Section 2.1 and Art. 5, No. 7 applies.', 'See Section 9.', 'The rest stands.']],
    ['headings', ['Section 2. Term.', 'It is 3.5 years.', '4.2. Fees.', 'They are $1.50.']],
    ['list items', ['(a) First item.', '(b) Second, e.g. Item B, i.e. The other.', '(c) Third.']],
    ['initials', ['J. P. Morgan and George W. Bush met.', 'They spoke.']],
    ['titles', ['Mr. Smith and Dr. Jones signed.', 'Messrs. Black did not.']],
    ['quotations', ['He said "no."', '"Yes," she said.', 'Is it "so"?', 'Indeed!']],
    ['numbers', ['Signed in 2019.', 'The price was 5.', 'Nothing else counts.']],
    ['no', ['The answer is no.', 'Payment of Invoice No. 12 is due.']],
  ])('keeps whole: %s', (_name, expected) => {
    expect(split(expected.join(' '))).toEqual(expected);
  });

  it('ends at a blank line unless the text goes on in lower case', () => {
    expect(split('TITLE\n\nThe parties agree to\n\nthe following.\n\nDone')).toEqual([
      'TITLE',
      'The parties agree to\n\nthe following.',
      'Done',
    ]);
    expect(split('one line\nof two lines')).toEqual(['one line\nof two lines']);
  });

  it('keeps list numbers at the start of a line with what they number', () => {
    expect(split('Intro.\n1. Term\n\n2. Fees\n\nIV. Law')).toEqual([
      'Intro.',
      '1. Term',
      '2. Fees',
      'IV. Law',
    ]);
  });

  it('splits only the range asked for', () => {
    const text = 'One. Two. Three.';
    expect(sentences(text, 5, 9)).toEqual([{ start: 5, end: 9 }]);
  });

  it('covers all that is no white space, in order, without overlap', () => {
    const parts = fc.constantFrom(
      '. ',
      '?',
      '! ',
      '\n\n',
      ' ',
      'Inc',
      'v',
      '1',
      '(a)',
      '"',
      'word',
      'The',
      '。',
      'é',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 80 }), (words) => {
        const text = words.join('');
        let at = 0;
        for (const { start, end } of sentences(text)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
