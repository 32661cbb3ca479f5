import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';
import type { PageImage } from '../ocr/ocr-port.ts';

/** The media types that the product reads. */
export type ReadableMediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/msword'
  | 'text/html'
  | 'message/rfc822'
  | 'application/vnd.ms-outlook'
  | 'text/plain'
  | 'text/markdown';

export interface FileToParse {
  /** Path of the file on the local disk. */
  readonly path: string;
  readonly mediaType: ReadableMediaType;
}

/** What the header of an e-mail says; identifiers without their angle brackets. */
export interface EmailHeader {
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  /** Identifiers of the messages before this one, oldest first. */
  readonly references: readonly string[];
  readonly from: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string | null;
  /** UTC, ISO 8601. */
  readonly sentAt: string | null;
}

/** A file inside another one: an attachment of an e-mail, or a message attached to it. */
export interface EmbeddedFile {
  /** The name it carries, made safe (no path); null if it has none. */
  readonly fileName: string | null;
  readonly content: Uint8Array;
}

/** A page of which the text layer does not tell all, or (`garbled`) seems to tell wrong characters. */
export interface UnreadPage {
  readonly page: number;
  readonly reason: 'unread' | 'garbled';
}

export interface ParsedFile {
  /** The text as far as the file holds it as text. */
  readonly extracted: ExtractedText;
  /** The title that the file itself carries (properties, `<title>`, subject). */
  readonly title?: string | null;
  /** Pages that have to be read by OCR before the text is whole. */
  readonly unreadPages?: readonly UnreadPage[];
  readonly email?: EmailHeader;
  readonly embedded?: readonly EmbeddedFile[];
}

/** Why no try will ever read this file, in words a paralegal understands. */
export interface ParseRejection {
  readonly outcome: 'rejected';
  readonly code: RejectionCode;
  readonly message: string;
}

export type ParseOutcome = ({ readonly outcome: 'parsed' } & ParsedFile) | ParseRejection;
export type RenderOutcome = { readonly outcome: 'rendered'; readonly image: PageImage } | ParseRejection;

/**
 * Turns a file into text. Files are hostile: an implementation isolates the work and reports a file that
 * takes more than its share of memory or time as `too_complex`. It throws only on faults that are not the file's.
 */
export interface DocumentParser {
  parse(file: FileToParse, options?: { readonly signal?: AbortSignal }): Promise<ParseOutcome>;
  /** Draws a page of a PDF (from 1) for OCR, under the same caps. */
  renderPage(
    file: FileToParse,
    page: number,
    options?: { readonly signal?: AbortSignal },
  ): Promise<RenderOutcome>;
}
