import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';

/** The media types that the product reads today. */
export type ReadableMediaType = 'application/pdf' | 'text/plain' | 'text/markdown';

export interface FileToParse {
  /** Path of the file on the local disk. */
  readonly path: string;
  readonly mediaType: ReadableMediaType;
}

/** Either the text, or the reason why no try will ever read this file, in words a paralegal understands. */
export type ParseOutcome =
  | { readonly outcome: 'parsed'; readonly extracted: ExtractedText }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly message: string };

/**
 * Turns a file into text. Files are hostile: an implementation isolates the work and reports a file that
 * takes more than its share of memory or time as `too_complex`. It throws only on faults that are not the file's.
 */
export interface DocumentParser {
  parse(file: FileToParse, options?: { readonly signal?: AbortSignal }): Promise<ParseOutcome>;
}
