import { describe, expect, it } from 'vitest';
import { readDocx } from './read-docx.ts';
import { makeDocx, makeZip, p, part, relationships, run, W } from './testing/docx-package.ts';

const textOf = async (bytes: Uint8Array) => (await readDocx(bytes)).extracted.text;

describe('the stories of a document', () => {
  it('puts headers first, then the body, footers, notes, comments and deleted text', async () => {
    const note = (id: number, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
    const bytes = makeDocx(
      `${p('Body')}<w:p><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>` +
        `<w:r><w:endnoteReference w:id="1"/></w:r><w:del w:id="1" w:author="Ann"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>` +
        `<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/>` +
        '<w:headerReference w:type="even" r:id="h3"/><w:footerReference w:type="default" r:id="f1"/></w:sectPr>',
      {
        'word/_rels/document.xml.rels': relationships(
          ['h1', 'header', 'header1.xml'],
          ['h2', 'header', 'header2.xml'],
          ['h3', 'header', '/word/header3.xml'],
          ['f1', 'footer', 'footer1.xml'],
          ['h9', 'header', 'unused.xml'],
          ['n1', 'footnotes', 'notes.xml'],
          ['n2', 'endnotes', 'endnotes.xml'],
          ['n3', 'comments', 'comments.xml'],
        ),
        'word/header1.xml': part('hdr', p('Header')),
        'word/header2.xml': part('hdr', p('First page')),
        'word/header3.xml': part('hdr', p('Header')),
        'word/unused.xml': part('hdr', p('not shown')),
        'word/footer1.xml': part('ftr', p('Footer')),
        'word/notes.xml': part(
          'footnotes',
          `<w:footnote w:type="separator" w:id="0">${p('line')}</w:footnote>${note(3, 'second')}${note(7, 'first')}${note(9, 'unreferenced')}`,
        ),
        'word/endnotes.xml': part('endnotes', `<w:endnote w:id="1">${p('end')}${p('more')}</w:endnote>`),
        'word/comments.xml': part(
          'comments',
          `<w:comment w:id="0" w:author="Jane Doe" w:date="2024-05-06T10:00:00Z">${p('Why?')}</w:comment>`,
        ),
      },
    );
    expect((await textOf(bytes)).split('\n\n')).toEqual([
      'Header',
      'First page',
      'Body',
      'Footer',
      'Footnote 1: first',
      'Footnote 2: second',
      'Endnote 1: end',
      'more',
      'Comment by Jane Doe (2024-05-06): Why?',
      'Deleted text (tracked changes):',
      'Ann: gone',
    ]);
  });

  it('gives an empty text for a document that shows nothing', async () => {
    const { extracted, title } = await readDocx(makeDocx('<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>'));
    expect(extracted).toEqual({
      text: '',
      pages: [{ page: 1, start: 0, end: 0, source: 'blank' }],
      headings: [],
    });
    expect(title).toBeNull();
  });

  it('takes the title from the properties if it says something', async () => {
    const core = (title: string) => ({
      'docProps/core.xml': `<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>s</dc:subject><dc:title>${title}</dc:title></cp:coreProperties>`,
    });
    expect((await readDocx(makeDocx('', core(' Master  Agreement &amp; Annex ')))).title).toBe(
      'Master Agreement & Annex',
    );
    expect((await readDocx(makeDocx('', core('Microsoft Word - draft')))).title).toBeNull();
    expect((await readDocx(makeDocx('', core('contract v2.docx')))).title).toBeNull();
    expect(
      (await readDocx(makeDocx('', { 'docProps/core.xml': '<cp:coreProperties><a>' }))).title,
    ).toBeNull();
  });
});

describe('the forms that packages take', () => {
  it('reads the main part by its relationship, without minding case, backslashes or encoded names', async () => {
    const bytes = makeZip({
      '_rels\\.rels': relationships(['a', 'officeDocument', '/Custom%20Place/Main.XML']),
      'custom place\\main.xml': part('document', `<w:body>${p('found')}</w:body>`),
    });
    expect(await textOf(bytes)).toBe('found');
  });

  it('reads the main part by its content type or usual name when relationships are missing', async () => {
    const body = part('document', `<w:body>${p('found')}</w:body>`);
    const type = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    const types = `<Types><Override PartName="/word/document2.xml" ContentType="${type}"/></Types>`;
    expect(await textOf(makeZip({ '[Content_Types].xml': types, 'word/document2.xml': body }))).toBe('found');
    expect(await textOf(makeZip({ 'word/document.xml': body }))).toBe('found');
  });

  it('reads strict documents, other prefixes, default namespaces and declarations further in', async () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const texts = await Promise.all(
      [
        `<w:document xmlns:w="${strict}"><w:body>${p('one')}</w:body></w:document>`,
        `<x:document xmlns:x="${W}"><x:body><x:p><x:r><x:t>one</x:t></x:r></x:p></x:body></x:document>`,
        `<document xmlns="${W}"><body><p><r><t>one</t></r></p></body></document>`,
        `<d><b><p xmlns="${W}"><r><t>one</t></r></p><w:p xmlns:w="urn:other"><w:t>two</w:t></w:p></b></d>`,
      ].map((xml) => textOf(makeZip({ 'word/document.xml': xml }))),
    );
    expect(texts.slice(0, 3)).toEqual(['one', 'one', 'one']);
    expect(texts[3]).toContain('one');
  });

  it('reads parts in UTF-16, with byte order marks and in declared encodings', async () => {
    const xml = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?>${part('document', p('Façade')).replace(/^.*\n/, '')}`;
    const littleEndian = Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le');
    const forms = [
      littleEndian,
      Buffer.from(littleEndian).swap16(),
      Buffer.from(xml('UTF-16'), 'utf16le'),
      Buffer.from(`\ufeff${xml('UTF-8')}`),
      Buffer.from(xml('ISO-8859-1'), 'latin1'),
      Buffer.from(xml('no-such-encoding')),
    ];
    for (const form of forms) expect(await textOf(makeZip({ 'word/document.xml': form }))).toBe('Façade');
  });

  it('never loads anything from outside and leaves entities as they are', async () => {
    const xml = `<!DOCTYPE d [<!ENTITY a "aaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>${part('document', p('x&a;&f;&lt;&#x41;')).replace(/^.*\n/, '')}`;
    const bytes = makeZip({
      'word/document.xml': xml,
      'word/_rels/document.xml.rels':
        '<Relationships><Relationship Id="s" Type="x/styles" Target="http://127.0.0.1:9/s.xml" TargetMode="External"/></Relationships>',
    });
    expect(await textOf(bytes)).toBe('x&a;&f;<A');
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['corrupt', new Uint8Array([1, 2, 3])],
    ['corrupt', makeDocx(p('text')).slice(0, -60)],
    ['corrupt', makeZip({ 'word/document.xml': p('text') }, { checksum: 1 })],
    ['corrupt', makeZip({ 'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${p('cut')}<w:p><w:r>` })],
    [
      'corrupt',
      makeZip({ 'word/document.xml': `<w:document xmlns:w="${W}"><w:p><w:pPr></w:p></w:document>` }),
    ],
    ['corrupt', makeZip({ 'word/styles.xml': '<w:styles/>' })],
    ['encrypted', makeZip({ 'word/document.xml': p('text') }, { flags: 1 })],
    ['encrypted', makeZip({ 'word/document.xml': p('text') }, { flags: 0x41 })],
    [
      'encrypted',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['unsupported_type', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['too_complex', makeZip({ 'word/document.xml': `<d>${'a'.repeat(17 * 1024 * 1024)}</d>` })],
    ['too_complex', makeZip({ 'word/document.xml': '<w:sdt>'.repeat(200_000) })],
  ])('rejects as %s', async (code, bytes) => {
    await expect(readDocx(bytes)).rejects.toMatchObject({ name: 'FileRejection', code });
  });

  it.each([
    [
      'an Excel workbook',
      { 'xl/workbook.xml': '<w/>', '_rels/.rels': relationships(['a', 'officeDocument', 'xl/workbook.xml']) },
    ],
    ['a PowerPoint presentation', { 'ppt/presentation.xml': '<p/>' }],
    ['an OpenDocument file', { 'content.xml': '<x/>' }],
    ['a ZIP archive', { 'readme.txt': 'hello' }],
  ])('names %s for what it is', async (kind, entries) => {
    const reading = readDocx(makeZip(entries));
    await expect(reading).rejects.toMatchObject({
      code: 'unsupported_type',
      message: expect.stringContaining(kind),
    });
  });

  it('reads a document with bytes behind its end and one with 200,000 empty paragraphs', async () => {
    const trailing = Buffer.concat([makeDocx(p('whole')), Buffer.alloc(100_000)]);
    expect(await textOf(trailing)).toBe('whole');
    expect(await textOf(makeDocx('<w:p/>'.repeat(200_000) + run('end')))).toBe('end');
  });
});
