import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeLetter, escapeHtml, nameInLetter } from './compose-letter.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<script>', '"', "'", '&lt;', '&', '\r\nBcc: a@b.example', '\u202e', '</p>'))
    .map((parts) => parts.join('')),
);
const unescaped = (html: string) =>
  html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

describe('escapeHtml', () => {
  it('leaves nothing that begins markup or ends an attribute, and loses nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(unescaped(escaped)).toBe(text);
      }),
    );
  });
});

describe('a letter', () => {
  const parts = { subject: 'S', before: [], after: [] };

  it('has the same elements whatever its parts hold', () => {
    const tagsOf = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const letter = (text: string, link: string) =>
      composeLetter({ subject: text, before: [text], action: { label: text, link }, after: [text] });
    fc.assert(
      fc.property(hostile, fc.webUrl({ withQueryParameters: true }), (text, link) => {
        const made = letter(text, `${link}?a='"<b>&c`);
        expect(tagsOf(made.html)).toEqual(tagsOf(letter('x', 'https://x.example').html));
        expect(made.text).toContain(text);
      }),
    );
  });

  it('has one line of at most 150 characters for a subject', () => {
    fc.assert(
      fc.property(hostile, (subject) => {
        const made = composeLetter({ ...parts, subject: `A ${subject}${subject}`.repeat(9) }).subject;
        expect(made).toMatch(/^A/);
        expect(made.length).toBeLessThanOrEqual(150);
        expect(made).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(made.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each(['javascript:alert(1)', 'https://x.example/ a', '//x.example', ''])(
    'does not link to %j',
    (link) => {
      expect(() => composeLetter({ ...parts, action: { label: 'Go', link } })).toThrow(TypeError);
    },
  );
});

it('cuts a name short between characters', () => {
  expect(nameInLetter(`${'a'.repeat(98)}😀😀`)).toMatch(/^a{98}.…$/u);
});
