import { describe, expect, it } from 'vitest';
import { readDocx } from './read-docx.ts';
import { makeDocx, p, part } from './testing/docx-package.ts';

const style = (id: string, name: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const styles = part(
  'styles',
  style('Titel', 'Title') +
    style('berschrift1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
    style('berschrift2', 'heading 2') +
    style('Clause', 'Clause', '<w:basedOn w:val="berschrift2"/>') +
    style('Plain', 'Plain', '<w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>') +
    style('Loop', 'Loop', '<w:basedOn w:val="Loop"/>'),
);

async function headings(body: string, parts = { 'word/styles.xml': styles }) {
  const { extracted } = await readDocx(makeDocx(body, parts));
  return extracted.headings.map(({ level, title }) => [level, title]);
}
const styled = (text: string, id: string, more = '') => p(text, `<w:pStyle w:val="${id}"/>${more}`);

describe('headings', () => {
  it('finds them by name, by outline level and through the styles that a style is based on', async () => {
    const body =
      styled('Agreement', 'Titel') +
      styled('Term', 'berschrift1') +
      styled('Renewal', 'Clause') +
      styled('text', 'Plain') +
      styled('text', 'Loop') +
      p('Annex', '<w:outlineLvl w:val="3"/>') +
      styled('lowered', 'berschrift1', '<w:outlineLvl w:val="9"/>');
    expect(await headings(body)).toEqual([
      [1, 'Agreement'],
      [1, 'Term'],
      [2, 'Renewal'],
      [4, 'Annex'],
    ]);
  });

  it('knows the usual style ids when the document brings no styles', async () => {
    expect(await headings(styled('Fees', 'Heading2'), { 'word/styles.xml': '<x/>' })).toEqual([[2, 'Fees']]);
  });

  it('takes a whole clause in a heading style for text', async () => {
    expect(await headings(styled('The parties agree. '.repeat(20), 'berschrift2'))).toEqual([]);
  });
});
