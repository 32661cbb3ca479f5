import PDFDocument from 'pdfkit';

/** What pdfkit prints, as the bytes of a file. */
export async function printedPdf(
  print: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 72, ...options });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => document.once('end', resolve));
  print(document);
  document.end();
  await end;
  return Buffer.concat(chunks);
}
