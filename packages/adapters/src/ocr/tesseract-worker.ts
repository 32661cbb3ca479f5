/**
 * Entry of a worker process: `tesseract-worker <folder of eng.traineddata.gz> <pid of the parent>`. It reads one
 * page at a time and never outlives its parent.
 */
import type { OcrReading, PageImage } from '@elenchus/core/ocr/ocr-port';
import { createWorker, OEM, PSM } from 'tesseract.js';
import { endWithParent } from '../document-parser/end-with-parent.ts';
import type { WorkerReport } from '../document-parser/worker-messages.ts';
import { readImage } from './tesseract-reading.ts';

const [langPath = '', parent = ''] = process.argv.slice(2);
endWithParent(Number(parent));

let isReady = false;
const tesseract = await createWorker('eng', OEM.LSTM_ONLY, {
  langPath,
  // Nothing is fetched: the data is read from the folder, and written nowhere.
  cacheMethod: 'none',
  gzip: true,
  // A failed start is told here alone; failed readings are reported below.
  errorHandler: () => {
    if (!isReady) process.exit(1);
  },
});
await tesseract.setParameters({ tessedit_pageseg_mode: PSM.AUTO });

process.on('message', async (image: PageImage) => {
  try {
    report({ type: 'done', outcome: await readImage(tesseract, image), reusable: true });
  } catch (error) {
    report({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
  }
});
isReady = true;
report({ type: 'ready' });

function report(message: WorkerReport<OcrReading>): void {
  process.send?.(message);
}
