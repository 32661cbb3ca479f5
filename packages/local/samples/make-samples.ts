// node packages/local/samples/make-samples.ts: makes the sample documents from sources/.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeAmendment } from './make-amendment.ts';
import { makeEmail } from './make-email.ts';
import { scanFirstPage } from './make-scan.ts';
import { imagePdf, renderPdf } from './render-pdf.ts';

const source = (name: string) => readFile(join(import.meta.dirname, 'sources', `${name}.txt`), 'utf8');

/** The samples that are the same bytes each time, by file name. */
export const samples: Readonly<Record<string, () => Promise<Buffer>>> = {
  'master-services-agreement.pdf': async () => renderPdf(await source('master-services-agreement')),
  'commercial-lease.pdf': async () => renderPdf(await source('commercial-lease')),
  'first-amendment.docx': async () => makeAmendment(),
  'notice-of-default.eml': async () =>
    makeEmail(await source('notice-of-default'), {
      fileName: 'rent-ledger.pdf',
      mediaType: 'application/pdf',
      content: await renderPdf(await source('rent-ledger')),
    }),
};

/** A page without a text layer; its compression differs between versions of zlib. */
async function courierReceipt(): Promise<Buffer> {
  return imagePdf(await scanFirstPage(await renderPdf(await source('courier-receipt'))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [fileName, make] of Object.entries({ ...samples, 'courier-receipt.pdf': courierReceipt })) {
    const content = await make();
    await writeFile(join(import.meta.dirname, fileName), content);
    console.log(`${fileName}: ${content.length} bytes`);
  }
}
