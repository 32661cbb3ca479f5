import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuotedRanges } from './quoted-ranges.ts';

function quoted(text: string): string[] {
  return findQuotedRanges(text).map(({ start, end }) => text.slice(start, end));
}

describe('lines behind an angle bracket', () => {
  it('are quoted together with the line that introduces them, answers between them are not', () => {
    const text =
      'Dear Ann,\n\nOn 3 May 2001, Bob wrote:\n> Do you agree?\n>\n> To all of it?\n\nI agree.\n\n> And the fee?\n\nYes.';
    expect(quoted(text)).toEqual([
      'On 3 May 2001, Bob wrote:\n> Do you agree?\n>\n> To all of it?',
      '> And the fee?',
    ]);
  });

  it('leaves a line that mbox escaped to its author', () => {
    expect(quoted('Hello\n>From now on we pay monthly.')).toEqual([]);
  });

  it.each(['Bob Miller wrote:', '2011/4/7 Bob <bob@example.com>', '"Bob" <bob@example.com> said:'])(
    'take "%s" along',
    (intro) => {
      expect(quoted(`Yes.\n\n${intro}\n\n> Do you?`)).toEqual([`${intro}\n\n> Do you?`]);
    },
  );
});

describe('an attribution', () => {
  it.each([
    'On Tue, Apr 5, 2011 at 10:00 AM, Bob <bob@example.com> wrote:',
    'On Tue, Apr 5, 2011 at 10:00 AM, Bob Miller of the\nlegal department <bob@example.com>\nwrote:',
    'Le 5 avril 2011 à 10:00, Bob <bob@example.com> a écrit :',
    'Am 05.04.2011 um 10:00 schrieb Bob:',
    'Op 5 april 2011 om 10:00 schreef Bob <bob@example.com>:',
    'El 5 de abril de 2011 10:00, Bob <bob@example.com> escribió:',
    'Il giorno 05/apr/2011, alle ore 10:00, Bob ha scritto:',
    'Em 5 de abril de 2011 10:00, Bob <bob@example.com> escreveu:',
    'W dniu 5 kwietnia 2011 10:00 Bob <bob@example.com> napisał:',
    'Den 5 april 2011 10:00 skrev Bob:',
    '5 апреля 2011 г., 10:00 Bob <bob@example.com> написал:',
    '在 2011年4月5日 10:00，Bob <bob@example.com> 写道：',
    '2014-10-17 11:28 GMT+03:00 Bob <\nbob@example.com>:',
    'Thu, 26 Jun 2014 14:00:51 +0400 Bob <bob@example.com>:',
    '02.04.2012 14:20 пользователь "bob@example.com" <\nbob@xxx.example.org> написал:',
    '---- On Tue, 05 Apr 2011 10:00:00 +0000 Bob <bob@example.com> wrote ----',
  ])('"%s" opens a quotation that runs to the end', (intro) => {
    expect(quoted(`I agree.\n\n${intro}\n\nDo you agree?\n\nBob`)).toEqual([
      `${intro}\n\nDo you agree?\n\nBob`,
    ]);
  });

  it('is not seen in a sentence that merely ends in a colon', () => {
    expect(quoted('On 12 May 2001 Enron sent the following to PCS:\n\nOne notice.')).toEqual([]);
  });
});

describe('a repeated message', () => {
  const header = 'From: Bob\nSent: Monday, 5 April 2011 10:00\nTo: Ann; Carl;\n Dora\nSubject: Fee\n\nText';

  it.each([
    `-----Original Message-----\n${header}`,
    `-------- Ursprüngliche Nachricht --------\nBetreff: Fee\n\nText`,
    `________________________________\n${header}`,
    header,
    'Von: Bob\nGesendet: Montag, 5. April 2011 10:00\nAn: Ann\nBetreff: Fee\n\nText',
    '*From:* Bob\n\n*Date:* 5 April 2011\n\n*Subject:* Fee\n\nText',
    'Date: Tue, 5 Apr 2011\nFrom: bob@example.com\nTo: ann@example.com\nSubject: Fee\n\nText',
    '\t"Bob" <bob@example.com>\n\t04/05/2011 10:00 AM\n\t\t\n\t\tTo: Ann\n\t\tcc: Carl\n\t\tSubject: Fee\n\nText',
    '---------------------- Forwarded by Ann/HOU on 04/05/2011 10:00 AM ---------------------------\n\nText',
    'Begin forwarded message:\n\nText',
  ])('is quoted to its end: %s', (repeated) => {
    expect(quoted(`I agree.\n\nAnn\n\n${repeated}`)).toEqual([repeated]);
  });

  it('is the content itself where the message adds no word of its own', () => {
    expect(quoted(`\n\n-----Original Message-----\n${header}`)).toEqual([]);
    expect(quoted('> Only a quotation\n\n--\n')).toEqual([]);
  });

  it('is not seen in prose or in a list with one such word', () => {
    expect(quoted('From: now on we meet at ten.\n\nTo: be decided.\n\nRegards')).toEqual([]);
  });
});

describe('any text', () => {
  it('yields ranges in order, inside the text, that begin and end on written lines', () => {
    const line = fc.constantFrom(
      '> a',
      'b',
      '',
      'From: x',
      'Sent: y',
      'To: z',
      'On 1/2/2003 x wrote:',
      '>',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, lineBreak) => {
        const text = lines.join(lineBreak);
        let last = -1;
        for (const { start, end } of findQuotedRanges(text)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end).trim()).not.toBe('');
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const text = 'a@b '.repeat(90).concat('\n').repeat(20_000);
    const startedAt = performance.now();
    expect(findQuotedRanges(text)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
