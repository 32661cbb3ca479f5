import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';
import { decodeText } from './decode-text.ts';
import { type ContentKind, kindBySignature } from './file-signatures.ts';
import type { ReadableMediaType } from './parser-port.ts';

/** As many leading bytes of a file as the detection wants to see; more do no harm. */
export const DETECTION_HEAD_BYTES = 65_536;

export type MediaTypeDetection =
  | { readonly outcome: 'readable'; readonly mediaType: ReadableMediaType }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly message: string };

/** The kinds of content that an extension may stand for; an extension that is not here promises nothing. */
const kindsByExtension: ReadonlyMap<string, readonly ContentKind[]> = new Map([
  ...promise(['pdf'], ['pdf']),
  // HTML source is plain text too, and EDGAR filings named .txt begin with it.
  ...promise(['txt', 'text', 'md', 'markdown'], ['text', 'html']),
  ...promise(['docx', 'docm', 'xlsx', 'pptx', 'odt', 'zip'], ['zip']),
  ...promise(['doc', 'xls', 'ppt'], ['ole', 'rtf', 'zip']),
  ...promise(['msg'], ['ole']),
  ...promise(['rtf'], ['rtf']),
  ...promise(['htm', 'html'], ['html', 'text']),
  ...promise(['eml'], ['text']),
  ...promise(['png', 'jpg', 'jpeg', 'gif', 'tif', 'tiff', 'webp', 'heic'], ['image']),
]);
const textExtensions = new Set(['txt', 'text', 'md', 'markdown']);
const markdownExtensions = new Set(['md', 'markdown']);
/** Text by its bytes, but a format of its own that is not read as plain text. */
const otherTextFormats = new Set(['htm', 'html', 'eml', 'rtf']);

const kindNames: Readonly<Record<ContentKind, string>> = {
  pdf: 'a PDF',
  zip: 'an Office document or a ZIP archive',
  ole: 'an Office document of the old kind or an Outlook message',
  rtf: 'an RTF document',
  html: 'a web page (HTML)',
  image: 'an image',
  program: 'a program',
  archive: 'a compressed archive',
  media: 'a sound or video file',
  text: 'plain text',
  binary: 'data that is not text',
};

const READABLE_TYPES = 'PDF, plain text (.txt) and Markdown (.md)';

/** Decides from a file's first bytes what it is; the name is only asked whether it contradicts them. */
export function detectMediaType(file: {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** The first `DETECTION_HEAD_BYTES` of the file, or the whole of it. */
  readonly head: Uint8Array;
}): MediaTypeDetection {
  if (file.sizeBytes === 0) {
    return rejected('empty', 'The file is empty (0 bytes). Please check the original and upload it again.');
  }
  const extension = /\.([^./\\]+)$/.exec(file.fileName)?.[1]?.toLowerCase() ?? '';
  const kind = kindOf(file.head, file.sizeBytes);
  const allowed = kindsByExtension.get(extension);
  if (allowed !== undefined && !allowed.includes(kind)) {
    return rejected(
      'type_mismatch',
      `The name ends in .${extension}, but the content is ${kindNames[kind]}. Please upload the right file, or give it the name that fits its content.`,
    );
  }
  if (kind === 'pdf') return { outcome: 'readable', mediaType: 'application/pdf' };
  const isPlain = textExtensions.has(extension) || (kind === 'text' && !otherTextFormats.has(extension));
  if (!isPlain) {
    const what = kind === 'text' ? `a .${extension} file` : kindNames[kind];
    return rejected(
      'unsupported_type',
      `This is ${what}, which cannot be read yet. Please convert it to one of these and upload that: ${READABLE_TYPES}.`,
    );
  }
  return {
    outcome: 'readable',
    mediaType: markdownExtensions.has(extension) ? 'text/markdown' : 'text/plain',
  };
}

function promise(extensions: readonly string[], kinds: readonly ContentKind[]) {
  return extensions.map((extension) => [extension, kinds] as const);
}

function kindOf(head: Uint8Array, sizeBytes: number): ContentKind {
  const bySignature = kindBySignature(head);
  if (bySignature !== undefined) return bySignature;
  return decodeText(head, { partial: head.length < sizeBytes }) === undefined ? 'binary' : 'text';
}

function rejected(code: RejectionCode, message: string): MediaTypeDetection {
  return { outcome: 'rejected', code, message };
}
