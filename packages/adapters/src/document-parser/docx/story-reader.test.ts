import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocx } from './read-docx.ts';
import { makeDocx, makeZip, p, part, relationships, run, type ZipEntries } from './testing/docx-package.ts';

const MEGABYTE = 1024 * 1024;
const read = async (body: string, parts?: ZipEntries) =>
  (await readDocx(makeDocx(body, parts))).extracted.text;
const inline = (content: string) => read(`<w:p>${content}</w:p>`);
const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string) => `<w:r><w:instrText xml:space="preserve"> ${text} </w:instrText></w:r>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;

describe('text in a paragraph', () => {
  it.each([
    [
      'a\tb\nc',
      `<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run('a')}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>`,
    ],
    ['co-op', '<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>'],
    ['optional', '<w:r><w:t>op</w:t><w:softHyphen/><w:t>tio\u00adnal</w:t></w:r>'],
    ['one two', '<w:r><w:t>\n      one\n      two\n    </w:t></w:r>'],
    ['fishchips', '<w:r><w:t>fish</w:t></w:r>\n  <w:r><w:t>chips</w:t></w:r>'],
    [
      '☑ ☐ β • x',
      `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\u00a8</w:t></w:r>${run(' ')}<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>${run(' ')}<w:r><w:sym w:font="Symbol" w:char="00B7"/></w:r>${run(' x')}`,
    ],
    [
      'Tokyo (reading)',
      `<w:ruby><w:rt>${run('reading')}</w:rt><w:rubyBase>${run('Tokyo')}</w:rubyBase></w:ruby>`,
    ],
    [
      '1/2',
      '<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>',
    ],
    [
      'abcdef',
      `<w:hyperlink r:id="x">${run('a')}</w:hyperlink><w:smartTag><w:customXml>${run('b')}</w:customXml></w:smartTag><w:bdo w:val="rtl">${run('c')}</w:bdo><w:sdt><w:sdtPr><w:tab/><w:t>no</w:t></w:sdtPr><w:sdtContent>${run('d')}</w:sdtContent></w:sdt><w:fldSimple w:instr="PAGE">${run('e')}</w:fldSimple><new:thing>${run('f')}</new:thing>`,
    ],
  ])('shows %j', async (text, content) => {
    expect(await inline(content)).toBe(text);
  });

  it('keeps text that stands in no paragraph apart from the one after it', async () => {
    expect(await read(`${run('loose')}${p('next')}<w:tbl>${row(cell(run('in cell')))}</w:tbl>`)).toBe(
      'loose\n\nnext\n\nin cell',
    );
  });
});

describe('fields', () => {
  it('shows results, of nested fields too, but no instructions', async () => {
    const nested = `${field('begin')}${instruction('IF')}${field('begin')}${instruction('REF x')}${field('separate')}${run('hidden')}${field('end')}${instruction('= 1')}${field('separate')}${run('shown')}${field('end')}`;
    expect(await inline(`${run('[')}${nested}${run(']')}`)).toBe('[shown]');
  });

  it('carries a field over paragraphs', async () => {
    const first = `<w:p>${field('begin')}${instruction('TOC')}${field('separate')}${run('1 Term')}</w:p>`;
    expect(await read(`${first}${p('2 Fees')}<w:p>${field('end')}${run('after')}</w:p>`)).toBe(
      '1 Term\n\n2 Fees\n\nafter',
    );
  });

  it('shows form fields and buttons that store no result', async () => {
    const form = (name: string, data: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r>${instruction(name)}${field('end')}`;
    const texts = [
      form('FORMCHECKBOX', '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'),
      form('FORMCHECKBOX', '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
      form(
        'FORMDROPDOWN',
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>',
      ),
      form('MACROBUTTON NoMacro [Insert name]', ''),
    ];
    expect(await inline(texts.join(run('|')))).toBe('☒|☐|No|[Insert name]');
  });

  it('keeps cells apart from properties that hold one', async () => {
    expect(
      await read(
        `${p('a')}<w:tbl><w:tr><w:p><w:pPr><w:tc><w:pPr/></w:tc></w:pPr>${run('b')}</w:p></w:tr></w:tbl>`,
      ),
    ).toBe('a\n\nb');
  });

  it('loses no text when a field never ends', async () => {
    expect(await read(`<w:p>${field('begin')}${run('first')}</w:p>${p('second')}`)).toBe('first\n\nsecond');
  });
});

describe('tracked changes', () => {
  const del = (text: string) =>
    `<w:del w:author="Bo"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;

  it('reads insertions as text, lists deletions by author and shows moved text once', async () => {
    const moved = `<w:moveFrom>${run('moved')}</w:moveFrom>`;
    const text = await inline(
      `${run('pay ')}${del('ten')}${del(' euros')}<w:ins>${run('20')}</w:ins>${moved}<w:moveTo>${run(' moved')}</w:moveTo>${del('x')}`,
    );
    expect(text).toBe('pay 20 moved\n\nDeleted text (tracked changes):\n\nBo: ten euros\n\nBo: x');
  });

  it('joins paragraphs whose mark is deleted and ignores former properties', async () => {
    const former = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>';
    const { extracted } = await readDocx(
      makeDocx(
        `${p('one ', '<w:rPr><w:del w:author="Bo"/></w:rPr>')}${p('two', former)}${p('three', '<w:rPr><w:ins/></w:rPr>')}`,
      ),
    );
    expect(extracted).toMatchObject({ text: 'one two\n\nthree', headings: [] });
  });
});

describe('tables', () => {
  it('writes rows as lines, with the columns that cells span or leave out', async () => {
    const text = await read(
      table(
        row(cell(p('A') + p('B')), cell(p('C'))),
        row(cell(p('wide'), '<w:gridSpan w:val="2"/>'), cell(p('D'))),
        `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell(p('E'))}</w:tr>`,
        row(cell(p('F'), '<w:vMerge w:val="restart"/>'), cell(p('G'))),
        row(cell('<w:p/>', '<w:vMerge/>'), cell(p('H'))),
      ) + table(row(cell(p('next')))),
    );
    expect(text).toBe('A B\tC\nwide\t\tD\n\tE\nF\tG\n\tH\n\nnext');
  });

  it('writes a row as text if a cell holds a table or long text in paragraphs', async () => {
    const long = 'word '.repeat(100).trim();
    const nested = table(row(cell(p('x')), cell(p('y'))));
    expect(await read(table(row(cell(p('term')), cell(p(long) + p('end')))))).toBe(`term\n\n${long}\n\nend`);
    expect(await read(table(row(cell(p('a')), cell(p('b') + nested + p('c')))))).toBe('a\n\nb\n\nx\ty\n\nc');
    expect(await read(table(row(cell(p('only') + p('cell')))))).toBe('only\n\ncell');
  });

  it('reads cells inside of content controls and rows of a huge span', async () => {
    const control = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    expect(await read(table(control(row(control(cell(p('a'))), cell(control(p('b')))))))).toBe('a\tb');
    expect(await read(table(row(cell(p('a'), '<w:gridSpan w:val="1000000000"/>'), cell(p('b')))))).toMatch(
      /^a\t+b$/,
    );
  });
});

describe('text beside the text', () => {
  const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;

  it('shows a text box once, after its paragraph', async () => {
    const choice = `<mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('box')}</wps:txbx></w:drawing></mc:Choice>`;
    const fallback = `<mc:Fallback><w:pict><v:textbox>${box('box')}</v:textbox></w:pict></mc:Fallback>`;
    const anchored = `<w:p>${run('be')}<w:r><mc:AlternateContent>${choice}${fallback}</mc:AlternateContent></w:r>${run('fore')}</w:p>`;
    expect(await read(anchored + p('after'))).toBe('before\n\nbox\n\nafter');
  });

  it('takes the fallback when the first choice holds no text, and reads VML alone', async () => {
    const alternatives = `<mc:AlternateContent><mc:Choice Requires="wpi"><w:drawing/></mc:Choice><mc:Fallback>${run('fallback')}</mc:Fallback></mc:AlternateContent>`;
    expect(await inline(`<w:r>${alternatives}</w:r>`)).toBe('fallback');
    const mark = '<v:shape><v:textpath style="x" string="DRAFT"/></v:shape>';
    expect(
      await inline(`${run('text')}<w:r><w:pict>${mark}<v:textbox>${box('vml')}</v:textbox></w:pict></w:r>`),
    ).toBe('text\n\nDRAFT\n\nvml');
  });

  it('reads the words of charts and diagrams and imported files where they stand', async () => {
    const text = await read(
      `${p('one')}<w:p><w:r><w:drawing><c:chart r:id="c"/></w:drawing></w:r><w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r></w:p><w:altChunk r:id="h"/>${p('two')}`,
      {
        'word/_rels/document.xml.rels': relationships(
          ['c', 'chart', 'charts/chart1.xml'],
          ['d', 'diagramData', 'diagrams/data1.xml'],
          ['h', 'aFChunk', '../chunk.html'],
        ),
        'word/charts/chart1.xml': part(
          'x',
          '<c:chart><c:tx><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:tx><c:cat><c:strRef><c:f>A1</c:f><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numCache><c:pt><c:v>4.2</c:v></c:pt></c:numCache></c:val></c:chart>',
        ),
        'word/diagrams/data1.xml': part(
          'x',
          '<dgm:pt><dgm:t><a:p><a:r><a:t>Step </a:t></a:r><a:r><a:t>1</a:t></a:r></a:p></dgm:t></dgm:pt>',
        ),
        'chunk.html':
          '<html><head><title>no</title><style>p{}</style></head><body><p>Imported\n<b>text</b></p><script>no()</script></body></html>',
      },
    );
    expect(text).toBe('one\n\nSales\n\nNorth\n\nStep 1\n\nImported text\n\ntwo');
  });
});

interface Node {
  readonly wrap: string;
  readonly children: readonly Node[];
}
const wraps: Readonly<Record<string, (content: string) => string>> = {
  paragraph: (content) => `<w:p>${content}</w:p>`,
  cell: (content) => table(row(cell(content), cell(p('')))),
  control: (content) => `<w:sdt><w:sdtContent>${content}</w:sdtContent></w:sdt>`,
  box: (content) =>
    `<w:p><w:r><w:pict><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></w:pict></w:r></w:p>`,
  insertion: (content) => `<w:ins>${content}</w:ins>`,
  result: (content) => `${field('begin')}${instruction('X')}${field('separate')}${content}${field('end')}`,
  unclosed: (content) => `${field('begin')}${content}`,
};
const wrap = fc.constantFrom(...Object.keys(wraps));
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    fc.record({ wrap, children: fc.constant([]) }),
    fc.record({ wrap, children: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

describe('any nesting', () => {
  it('shows each text once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (nodes) => {
        let count = 0;
        const render = ({ wrap, children }: Node): string => {
          count += 1;
          const content = run(`<![CDATA[{${count}}]]>`) + children.map(render).join('');
          return wraps[wrap]?.(content) ?? '';
        };
        const text = await read(nodes.map(render).join(''));
        const found = [...text.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));
        expect(found.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('reads long runs of blanks and open elements in time that grows with their length', async () => {
    const blanks = ' '.repeat(2 * MEGABYTE);
    expect(await inline(`<w:r><w:t>a\n${blanks}b</w:t></w:r>`)).toBe('a b');
    const chunk = {
      'word/_rels/document.xml.rels': relationships(['h', 'aFChunk', 'c.html']),
      'word/c.html': '<b>'.repeat(MEGABYTE),
    };
    await expect(read('<w:altChunk r:id="h"/>', chunk)).rejects.toMatchObject({ code: 'too_complex' });
    await expect(
      read(
        `${'<w:tbl><w:tr><w:tc>'.repeat(300)}${p('x').repeat(10_000)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`,
      ),
    ).rejects.toMatchObject({ code: 'too_complex' });
  });

  it('rejects damaged parts or reads them, but never fails in another way', async () => {
    const xml = part(
      'document',
      `<w:body>${p('text')}${table(row(cell(p('a'))))}<w:p>${field('begin')}${run('b')}${field('end')}</w:p></w:body>`,
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(xml.length), fc.nat(60), fc.string(), async (start, length, garbage) => {
        const damaged = xml.slice(0, start) + garbage + xml.slice(start + length);
        const outcome = await readDocx(makeZip({ 'word/document.xml': damaged })).then(
          () => 'read',
          ({ name }: Error) => name,
        );
        expect(['read', 'FileRejection']).toContain(outcome);
      }),
    );
  });
});
