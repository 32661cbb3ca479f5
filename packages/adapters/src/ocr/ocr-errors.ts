/** The engine could not be asked, or broke; another try may succeed. */
export class OcrUnavailableError extends Error {
  readonly code = 'ocr_unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OcrUnavailableError';
  }
}
