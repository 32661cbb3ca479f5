import PDFDocument from 'pdfkit';

const CREATED_AT = new Date('2025-01-15T09:00:00Z');
const MARGIN_POINTS = 72;
const FOOTER_BASELINE_POINTS = 48;

const STYLES = {
  title: { font: 'Times-Bold', size: 20, gap: 1, align: 'center' },
  heading: { font: 'Times-Bold', size: 14, gap: 0.4, align: 'left' },
  paragraph: { font: 'Times-Roman', size: 11, gap: 0.7, align: 'justify' },
} as const;

/** An image that fills a page of letter size, as a PDF: what comes out of a scanner. */
export function imagePdf(png: Buffer): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 0, info: { CreationDate: CREATED_AT } });
  document.image(png, 0, 0, { width: document.page.width, height: document.page.height });
  return finish(document);
}

/** A source is a sequence of blocks parted by empty lines: `# title`, `## heading`, else a paragraph. */
function parseBlock(block: string): { style: (typeof STYLES)[keyof typeof STYLES]; text: string } {
  const [, marks = '', text = ''] = /^(#{1,2} )?(.*)$/s.exec(block) ?? [];
  if (marks === '# ') return { style: STYLES.title, text };
  return { style: marks === '## ' ? STYLES.heading : STYLES.paragraph, text };
}

/** Writes "Page n of m" at the foot of every page, below the margin that flowing text keeps. */
function numberPages(document: PDFKit.PDFDocument): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0;
    document.font('Times-Roman').fontSize(9);
    const y = document.page.height - FOOTER_BASELINE_POINTS;
    const width = document.page.width - 2 * MARGIN_POINTS;
    document.text(`Page ${page + 1} of ${count}`, MARGIN_POINTS, y, {
      align: 'center',
      width,
      lineBreak: false,
    });
  }
}

/** Renders a source text as a PDF of letter size, the same bytes each time. */
export async function renderPdf(source: string): Promise<Buffer> {
  const blocks = source.trim().split(/\n\n+/).map(parseBlock);
  const document = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN_POINTS,
    bufferPages: true,
    // Compressed streams differ between versions of zlib.
    compress: false,
    // The file's identifier is derived from these.
    info: { Title: blocks[0]?.text ?? '', Creator: 'Elenchus samples', CreationDate: CREATED_AT },
  });
  for (const { style, text } of blocks) {
    document.font(style.font).fontSize(style.size);
    const isNearEnd = document.y > document.page.height - MARGIN_POINTS - 4 * style.size;
    if (style === STYLES.heading && isNearEnd) document.addPage();
    document.text(text, { align: style.align, lineGap: 1.5 }).moveDown(style.gap);
  }
  numberPages(document);
  return finish(document);
}

async function finish(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    document.once('end', resolve);
    document.once('error', reject);
  });
  document.end();
  await ended;
  return Buffer.concat(parts);
}
