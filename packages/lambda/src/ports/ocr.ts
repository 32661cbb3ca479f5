import { TesseractOcr } from '@elenchus/adapters/ocr/tesseract-ocr';
import { TextractOcr } from '@elenchus/adapters/ocr/textract-ocr';
import type { OcrEngine } from '@elenchus/core/ocr/ocr-port';
import * as z from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../env.ts';

const schema = z.discriminatedUnion('OCR_PROVIDER', [
  z.object({ OCR_PROVIDER: z.literal('textract'), AWS_REGION: z.string().min(1) }),
  z.object({
    OCR_PROVIDER: z.literal('tesseract'),
    /** The program of the child process, and the folder with its language data. */
    TESSERACT_WORKER_PATH: z.string().min(1),
    TESSERACT_LANGUAGE_PATH: z.string().min(1),
    TESSERACT_WORKERS: wholeNumber(1, 64).default(1),
  }),
]);

/** Text recognition by the engine that the function is configured for. */
export function ocrEngine(environment: Environment): OcrEngine {
  const settings = readEnvironment(environment, schema);
  if (settings.OCR_PROVIDER === 'textract') return new TextractOcr({ region: settings.AWS_REGION });
  return new TesseractOcr({
    workerPath: settings.TESSERACT_WORKER_PATH,
    langPath: settings.TESSERACT_LANGUAGE_PATH,
    size: settings.TESSERACT_WORKERS,
  });
}
