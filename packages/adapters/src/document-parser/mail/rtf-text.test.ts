import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRtf } from './rtf-text.ts';

const read = (rtf: string) => readRtf(new Uint8Array(Buffer.from(rtf, 'latin1')));

describe('readRtf', () => {
  it.each([
    [
      'paragraphs, cells and signs',
      '{\\rtf1 One\\par Two\\tab\\emdash\\cell\\row\\{x\\}\\~y}',
      'One\nTwo\t—\t\n{x}\u00a0y',
    ],
    ['bytes in the code page', "{\\rtf1\\ansicpg1251 \\'c4\\'ee}", 'До'],
    ['two bytes of one character', "{\\rtf1\\ansicpg932 \\'8c\\'5f}", '契'],
    ['Unicode with a stand-in', '{\\rtf1\\uc2 \\u8364 EU!\\uc1 \\u-3913?x}', '€!\uf0b7x'],
    ['what a field shows', '{\\rtf1{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}}', 'link'],
    [
      'nothing of tables and pictures',
      '{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\info{\\title T}}{\\pict\\bin3 }}}}x}',
      'x',
    ],
  ])('reads %s', (_, rtf, text) => {
    expect(read(rtf)).toEqual({ isHtml: false, text });
  });

  it('gives back the HTML that is wrapped in it', () => {
    const rtf =
      "{\\rtf1\\ansi\\fromhtml1 \\deff0{\\*\\htmltag18 <html>}{\\*\\mhtmltag64 <x>}\\htmlrtf \\lang1033 junk\\htmlrtf0 caf\\'e9{\\*\\htmltag84 &nbsp;}\\htmlrtf\\~\\htmlrtf0{\\*\\htmltag27 </html>}}";
    expect(read(rtf)).toEqual({ isHtml: true, text: '<html>café&nbsp;</html>' });
  });

  it('takes any bytes, and unbalanced groups', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '\\',
      "\\'e",
      '\\u65',
      '\\*',
      '\\bin9',
      '\\fonttbl',
      'x',
      '\\htmlrtf',
      '\\uc99999',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(typeof read(`{\\rtf1\\fromhtml1${pieces.join('')}`).text).toBe('string');
      }),
    );
    expect(read(`${'{'.repeat(200_000)}x`).text).toBe('x');
  });
});
