import {
  type Block,
  DetectDocumentTextCommand,
  DocumentTooLargeException,
  TextractClient,
  type TextractClientConfig,
} from '@aws-sdk/client-textract';
import {
  type OcrEngine,
  type OcrReading,
  OcrTooComplexError,
  type PageImage,
} from '@elenchus/core/ocr/ocr-port';
import { OcrUnavailableError } from './ocr-errors.ts';
import { textractReading } from './textract-reading.ts';

/** Textract's limits for a call that is answered at once (Amazon Textract, "Set quotas"). */
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const MAX_SIDE_PIXELS = 10_000;
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** The quota of calls a second is for the whole account: waiting for it is ordinary. */
const MAX_ATTEMPTS = 8;

/**
 * Reads pages with Amazon Textract (DetectDocumentText), the image sent along. The SDK tries again when it is
 * throttled. Throws OcrTooComplexError for an image beyond Textract's limits (10 MiB, 10,000 pixels a side), which no
 * grey page of ten million pixels reaches, and OcrUnavailableError when Textract does not answer.
 */
export class TextractOcr implements OcrEngine {
  readonly engineId = 'amazon-textract detect-document-text 2018-06-27';
  readonly #client: TextractClient;

  constructor(config: TextractClientConfig = {}) {
    this.#client = new TextractClient({
      maxAttempts: MAX_ATTEMPTS,
      retryMode: 'adaptive',
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
      ...config,
    });
  }

  async read(image: PageImage, options: { readonly signal?: AbortSignal } = {}): Promise<OcrReading> {
    if (
      image.png.length > MAX_IMAGE_BYTES ||
      Math.max(image.widthPixels, image.heightPixels) > MAX_SIDE_PIXELS
    )
      throw tooComplex(image);
    return textractReading(await this.#blocksOf(image, options.signal), image);
  }

  async #blocksOf(image: PageImage, signal: AbortSignal | undefined): Promise<readonly Block[]> {
    try {
      const command = new DetectDocumentTextCommand({ Document: { Bytes: image.png } });
      const { Blocks } = await this.#client.send(
        command,
        signal === undefined ? {} : { abortSignal: signal },
      );
      return Blocks ?? [];
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof DocumentTooLargeException) throw tooComplex(image, error);
      throw new OcrUnavailableError('Textract did not read the page', { cause: error });
    }
  }
}

function tooComplex({ png, widthPixels, heightPixels }: PageImage, cause?: unknown): OcrTooComplexError {
  const size = `${widthPixels} x ${heightPixels} pixels in ${png.length} bytes`;
  return new OcrTooComplexError(`A page image of ${size} is larger than Textract takes`, { cause });
}
