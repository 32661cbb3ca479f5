import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowText } from './flow-text.ts';

describe('FlowText', () => {
  it('parts blocks by a blank line and rows by a line break, cells by tabs', () => {
    const flow = new FlowText();
    flow.heading(2, ' 1.  Term ');
    flow.paragraph('It ends\nin May.');
    flow.row(['Name', 'a\nb']);
    flow.row(['', 'c']);
    flow.endTable();
    flow.row(['other', 'table']);
    const { text, headings } = flow.build();
    expect(text).toBe('1. Term\n\nIt ends\nin May.\n\nName\ta b\n\tc\n\nother\ttable');
    expect(headings).toEqual([{ start: 0, end: 7, level: 2, title: '1. Term' }]);
  });

  it('gives headings whose offsets cut out their titles', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.string())), (blocks) => {
        const flow = new FlowText();
        for (const [isHeading, text] of blocks) {
          if (isHeading) flow.heading(1, text);
          else flow.paragraph(text);
        }
        const { text, headings, pages } = flow.build();
        for (const { start, end, title } of headings) expect(text.slice(start, end)).toBe(title);
        expect(pages).toMatchObject([{ start: 0, end: text.length }]);
      }),
    );
  });
});
