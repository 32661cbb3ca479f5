import { makeZip } from './make-zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const text = (content: string) => paragraph(run(content));
const heading = (content: string) => paragraph(run(content), '<w:pStyle w:val="Heading1"/>');
const title = (content: string) => paragraph(run(content), '<w:pStyle w:val="Title"/>');
/** Its number is made by Word: 1.1, 1.2 ... */
const clause = (content: string) =>
  paragraph(content, '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>');
const section = (content: string) =>
  paragraph(
    run(content),
    '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
  );
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${text(cell)}</w:tc>`).join('')}</w:tr>`;
const change = 'w:id="1" w:author="Dana Okafor-Whitley" w:date="2024-09-10T10:00:00Z"';

const body = [
  title('First Amendment to Master Services Agreement'),
  text(
    'This First Amendment (the &quot;Amendment&quot;) is made as of September 15, 2024, between Harrowgate Analytics, Inc. (the &quot;Provider&quot;) and Bellwether Freight LLC (the &quot;Client&quot;). It amends the Master Services Agreement dated February 1, 2024 (the &quot;Agreement&quot;). Words defined in the Agreement have the same meaning here.',
  ),
  section('Service Levels'),
  clause(
    run(
      'Section 2.4 of the Agreement is amended so that the credit for each full percentage point below 99.5 percent is eight percent (8%) of the monthly subscription fee for the month concerned.',
    ),
  ),
  clause(
    run('The Provider shall report the availability of the forecasting dashboard to the Client ') +
      `<w:del ${change}><w:r><w:delText xml:space="preserve">within fifteen (15) business days</w:delText></w:r></w:del>` +
      `<w:ins ${change}>${run('within five (5) business days')}</w:ins>` +
      run(' after the end of each calendar month.') +
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
  ),
  section('Reports'),
  clause(
    run('The Provider shall deliver the following reports in addition to those of Statement of Work No. 1:'),
  ),
  `<w:tbl><w:tblPr/>${row('Report', 'Due', 'Fee')}${row('Lane profitability', 'quarterly', '$6,000')}${row('Carrier scorecard', 'monthly', '$1,250')}</w:tbl>`,
  section('Data Retention'),
  clause(
    run(
      'On termination of the Agreement the Provider shall delete the shipment records of the Client within forty-five (45) days and certify the deletion in writing.',
    ),
  ),
  heading('Effect of the Amendment'),
  text(
    'Except as changed here, the Agreement stays in full force. If this Amendment conflicts with the Agreement, this Amendment controls.',
  ),
  `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>`,
].join('');

const level = (at: number, format: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${format}"/></w:lvl>`;

const override = (part: string, type: string) =>
  `<Override PartName="/word/${part}.xml" ContentType="${WORD}.${type}+xml"/>`;
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"/>`;

/** The sample Word document: numbered clauses, a table, a header, a footnote and a tracked change. */
export function makeAmendment(): Buffer {
  return makeZip({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('document', 'document.main')}${override('styles', 'styles')}${override('numbering', 'numbering')}${override('footnotes', 'footnotes')}${override('header1', 'header')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'styles', 'styles.xml')}${relation('rId2', 'numbering', 'numbering.xml')}${relation('rId3', 'footnotes', 'footnotes.xml')}${relation('rId4', 'header', 'header1.xml')}</Relationships>`,
    'word/document.xml': `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `${HEAD}<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`,
    'word/numbering.xml': `${HEAD}<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0">${level(0, 'Section %1.')}${level(1, '%1.%2')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/footnotes.xml': `${HEAD}<w:footnotes xmlns:w="${W}"><w:footnote w:id="2">${text('Availability is measured at the login page of the dashboard, at intervals of one minute.')}</w:footnote></w:footnotes>`,
    'word/header1.xml': `${HEAD}<w:hdr xmlns:w="${W}">${text('Harrowgate Analytics, Inc. / Bellwether Freight LLC. Confidential.')}</w:hdr>`,
  });
}
