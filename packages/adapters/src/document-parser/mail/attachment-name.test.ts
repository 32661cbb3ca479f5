import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedFileName, messageFileName, safeFileName } from './attachment-name.ts';

describe('safeFileName', () => {
  it.each([
    ['draft.docx', 'draft.docx'],
    ['/etc/passwd', 'passwd'],
    ['C:\\My Files\\draft v2.docx', 'draft v2.docx'],
    ['in\r\n voice\u202efdp.exe', 'in voicefdp.exe'],
    ['Entwurf für Jürgen.pdf', 'Entwurf für Jürgen.pdf'],
    ['..', null],
    ['dir/', null],
    [' ', null],
  ])('%j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  it('cuts long names and keeps their extension', () => {
    const name = safeFileName(`${'ä'.repeat(500)}.docx`) ?? '';
    expect([...name]).toHaveLength(200);
    expect(name.endsWith('ä.docx')).toBe(true);
  });

  it('never lets through a path or a control character, and changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe ?? 'x').not.toMatch(/[/\\\p{Cc}]/u);
        expect([...(safe ?? '')].length).toBeLessThanOrEqual(200);
        if (safe !== null) expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});

describe('names that are made up', () => {
  it('tell the number, or the subject, and the type', () => {
    expect(derivedFileName(3, 'application/pdf')).toBe('attachment-3.pdf');
    expect(derivedFileName(3, 'image/png')).toBe('attachment-3.png');
    expect(derivedFileName(3, 'x/unknown')).toBe('attachment-3.bin');
    expect(messageFileName('AW: Kosten/Gebühr', 1, 'eml')).toBe('AW: Kosten-Gebühr.eml');
    expect(messageFileName(null, 2, 'msg')).toBe('attachment-2.msg');
  });
});
