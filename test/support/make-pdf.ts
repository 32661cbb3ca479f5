import PDFDocument from 'pdfkit';

/** A PDF with a title and numbered clauses on as many pages as they take. */
export async function makePdf(title: string, clauses: number): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({ size: 'LETTER', margin: 72 });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise((resolve) => document.on('end', resolve));
  document.fontSize(18).text(title).fontSize(11);
  for (let clause = 1; clause <= clauses; clause += 1) {
    document
      .moveDown()
      .text(
        `${clause}. Each party shall keep records of ${title} and of clause ${clause} for ${clause + 2} years, ` +
          'and shall let the other party inspect them during business hours on ten days of written notice.',
      );
  }
  document.end();
  await finished;
  return new Uint8Array(Buffer.concat(chunks));
}
