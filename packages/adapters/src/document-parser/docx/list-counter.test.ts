import { describe, expect, it } from 'vitest';
import { readDocx } from './read-docx.ts';
import { makeDocx, p, part } from './testing/docx-package.ts';

const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const legal = level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '(%3)');
const list = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const use = (id: number, template: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${template}"/>${overrides}</w:num>`;
const item = (text: string, index: number, id = 1) =>
  p(text, `<w:numPr><w:ilvl w:val="${index}"/><w:numId w:val="${id}"/></w:numPr>`);

async function lines(numbering: string, body: string, styles = ''): Promise<string[]> {
  const parts = {
    'word/numbering.xml': part('numbering', numbering),
    'word/styles.xml': part('styles', styles),
  };
  return (await readDocx(makeDocx(body, parts))).extracted.text.split('\n\n');
}

describe('the labels of lists', () => {
  it('counts levels and starts lower ones anew', async () => {
    const body =
      item('a', 0) +
      item('b', 1) +
      item('c', 2) +
      item('d', 2) +
      item('e', 1) +
      item('f', 2) +
      item('g', 0) +
      item('h', 1);
    expect(await lines(list(0, legal) + use(1, 0), body)).toEqual([
      '1. a',
      '1.1 b',
      '(a) c',
      '(b) d',
      '1.2 e',
      '(a) f',
      '2. g',
      '2.1 h',
    ]);
  });

  it('counts a level above that was left out as used', async () => {
    expect(await lines(list(0, legal) + use(1, 0), item('a', 1) + item('b', 0))).toEqual(['1.1 a', '2. b']);
  });

  it('counts on in another list of the same template unless that states a start', async () => {
    const numbering =
      list(0, legal) +
      use(1, 0) +
      use(2, 0) +
      use(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>');
    const body = item('a', 0) + item('b', 0, 2) + item('c', 0, 3) + item('d', 0, 3) + item('e', 0);
    expect(await lines(numbering, body)).toEqual(['1. a', '2. b', '5. c', '6. d', '7. e']);
  });

  it('prints levels as a list redefines them', async () => {
    const numbering =
      list(0, legal) +
      use(1, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'upperRoman', 'Article %1')}</w:lvlOverride>`);
    expect(await lines(numbering, item('a', 0) + item('b', 1))).toEqual(['Article I a', 'I.1 b']);
  });

  it('knows restarts, legal numbers, padding, suffixes, hidden labels and bullets', async () => {
    const levels =
      level(0, 'upperRoman', '%1.') +
      level(1, 'decimal', '%1.%2', '<w:isLgl/><w:lvlRestart w:val="0"/>') +
      level(2, 'bullet', '•') +
      level(3, 'decimal', '§%4:', '<w:suff w:val="nothing"/>') +
      level(4, 'decimal', '%5', '<w:rPr><w:vanish/></w:rPr>') +
      '<w:lvl w:ilvl="5"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="No. %6"/></w:lvl>';
    const body = [0, 1, 0, 1, 2, 3, 4, 5].map((index) => item('x', index)).join('');
    expect(await lines(list(0, levels) + use(1, 0), body)).toEqual([
      'I. x',
      '1.1 x',
      'II. x',
      '2.2 x',
      'x',
      '§1:x',
      'x',
      'No. 007 x',
    ]);
  });

  it('numbers paragraphs by their styles, which they can leave', async () => {
    const numbering =
      list(
        0,
        level(0, 'decimal', '%1.', '<w:pStyle w:val="C1"/>') +
          level(1, 'decimal', '%1.%2', '<w:pStyle w:val="C2"/>'),
      ) + use(1, 0);
    const style = (id: string, content: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}">${content}</w:style>`;
    const styles =
      style('C1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('C2', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('C3', '<w:basedOn w:val="C2"/>');
    const body =
      p('a', '<w:pStyle w:val="C1"/>') +
      p('b', '<w:pStyle w:val="C2"/>') +
      p('c', '<w:pStyle w:val="C3"/>') +
      p('d', '<w:pStyle w:val="C2"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await lines(numbering, body, styles)).toEqual(['1. a', '1.1 b', '1.2 c', 'd']);
  });

  it('follows a link to a numbering style', async () => {
    const linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Clauses"/></w:abstractNum>';
    const styles =
      '<w:style w:type="numbering" w:styleId="Clauses"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(await lines(list(0, legal) + linked + use(1, 0) + use(2, 9), item('a', 0, 2), styles)).toEqual([
      '1. a',
    ]);
  });

  it('counts empty paragraphs, shows their numbers in cells only, and skips deleted ones', async () => {
    const deleted = p(
      '',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    );
    const cells = `<w:tbl><w:tr><w:tc>${item('', 0)}</w:tc><w:tc>${p('c')}</w:tc></w:tr></w:tbl>`;
    expect(await lines(list(0, legal) + use(1, 0), item('', 0) + deleted + item('b', 0) + cells)).toEqual([
      '2. b',
      '3.\tc',
    ]);
  });

  it('survives lists that are missing, broken or chained in a circle', async () => {
    const circle = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>';
    const styles =
      '<w:style w:styleId="S"><w:basedOn w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(await lines(circle + use(1, 0), item('a', 0) + item('b', 99) + item('c', 0, 77), styles)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
