import type { RejectionCode } from '@elenchus/contracts/documents/failure-codes';
import type { ContentKind } from './content-kind.ts';
import { contentKind } from './file-signatures.ts';
import type { ReadableMediaType } from './parser-port.ts';

/** As many leading bytes of a file as the detection wants to see; more do no harm. */
export const DETECTION_HEAD_BYTES = 1_048_576;

export type MediaTypeDetection =
  | { readonly outcome: 'readable'; readonly mediaType: ReadableMediaType }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly message: string };

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const textKinds = ['text', 'html', 'email', 'web-archive', 'pdf-in-text'] as const;
const officeKinds = ['word', 'word97', 'encrypted-office', 'zip', 'ole', 'rtf'] as const;
const zipExtensions = ['xlsx', 'xlsm', 'pptx', 'vsdx', 'odt', 'ods', 'odp', 'epub'];
/** The kinds of content that an extension may stand for; an extension that is not here promises nothing. */
const kindsByExtension: ReadonlyMap<string, readonly ContentKind[]> = new Map([
  ...promise(['pdf'], ['pdf', 'pdf-in-text']),
  // HTML and e-mails are plain text too, and EDGAR filings named .txt begin with either.
  ...promise(['txt', 'text', 'md', 'markdown'], textKinds),
  ...promise(['docx', 'docm', 'dotx', 'dotm'], officeKinds),
  // Word writes web pages under this name, and reads them back.
  ...promise(['doc', 'dot'], [...officeKinds, 'html', 'web-archive']),
  ...promise(['msg'], ['outlook', 'ole', 'email']),
  ...promise(['eml'], ['email', 'web-archive', 'text', 'html', 'outlook']),
  ...promise(['htm', 'html', 'xhtml'], ['html', 'text', 'email', 'web-archive']),
  ...promise(['mht', 'mhtml'], textKinds),
  ...promise(['rtf'], ['rtf', ...officeKinds]),
  ...promise(['xls', 'ppt'], ['spreadsheet', 'presentation', 'encrypted-office', 'ole', 'zip', 'html']),
  ...promise(zipExtensions, [
    'spreadsheet',
    'presentation',
    'drawing',
    'opendocument',
    'book',
    'encrypted-office',
    'zip',
    'ole',
  ]),
  ...promise(
    ['zip'],
    ['zip', 'archive', 'word', 'spreadsheet', 'presentation', 'opendocument', 'book', 'drawing'],
  ),
  ...promise(['png', 'jpg', 'jpeg', 'gif', 'tif', 'tiff', 'webp', 'heic'], ['image']),
]);
const markdownExtensions = new Set(['md', 'markdown']);
const webExtensions = new Set(['htm', 'html', 'xhtml']);

const mediaTypes: Readonly<Partial<Record<ContentKind, ReadableMediaType>>> = {
  pdf: 'application/pdf',
  'pdf-in-text': 'application/pdf',
  word: DOCX,
  word97: 'application/msword',
  outlook: 'application/vnd.ms-outlook',
  html: 'text/html',
  email: 'message/rfc822',
  text: 'text/plain',
};

const kindNames: Readonly<Record<ContentKind, string>> = {
  pdf: 'a PDF',
  'pdf-in-text': 'a PDF',
  word: 'a Word document',
  word97: 'a Word document of the old kind',
  outlook: 'an Outlook message',
  'encrypted-office': 'an encrypted Office document',
  spreadsheet: 'a spreadsheet (Excel)',
  presentation: 'a presentation (PowerPoint)',
  drawing: 'a drawing (Visio)',
  opendocument: 'an OpenDocument file (LibreOffice, OpenOffice)',
  book: 'an electronic book (EPUB)',
  zip: 'a ZIP archive',
  ole: 'an Office file of the old kind',
  rtf: 'an RTF document',
  html: 'a web page (HTML)',
  'web-archive': 'a web archive (MHTML)',
  email: 'an e-mail',
  image: 'an image',
  program: 'a program',
  archive: 'a compressed archive',
  media: 'a sound or video file',
  text: 'plain text',
  binary: 'data that is not text',
};

const READABLE_TYPES =
  'PDF, Word (.docx, .doc), web page (.html), e-mail (.eml, .msg), plain text (.txt) or Markdown (.md)';

/** Decides from a file's first bytes what it is; the name settles what they leave open, and must not contradict them. */
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
  const kind = contentKind(file.head, file.sizeBytes);
  const allowed = kindsByExtension.get(extension);
  if (allowed !== undefined && !allowed.includes(kind)) {
    return rejected(
      'type_mismatch',
      `The name ends in .${extension}, but the content is ${kindNames[kind]}. Please upload the right file, or give it the name that fits its content.`,
    );
  }
  if (kind === 'encrypted-office') {
    return rejected(
      'encrypted',
      'The file is protected by a password. Please remove the password in Office (File, Info, Protect Document) and upload it again.',
    );
  }
  const mediaType = mediaTypeOf(kind, extension);
  if (mediaType !== undefined) return { outcome: 'readable', mediaType };
  return rejected(
    'unsupported_type',
    kind === 'rtf'
      ? 'This is an RTF document, which cannot be read yet. Please open it in Word, save it as .docx or PDF and upload that.'
      : `This is ${kindNames[kind]}, which cannot be read yet. Please convert it to one of these and upload that: ${READABLE_TYPES}.`,
  );
}

function mediaTypeOf(kind: ContentKind, extension: string): ReadableMediaType | undefined {
  if (textKinds.some((name) => name === kind)) {
    if (markdownExtensions.has(extension)) return 'text/markdown';
    if (extension === 'txt' || extension === 'text') return 'text/plain';
    if (extension === 'mht' || extension === 'mhtml') return undefined;
  }
  if (webExtensions.has(extension) && (kind === 'text' || kind === 'email')) return 'text/html';
  if (extension === 'eml' && (kind === 'text' || kind === 'web-archive')) return 'message/rfc822';
  // The head does not tell; the reader will see.
  if (kind === 'zip') return /^do[ct][xm]?$/.test(extension) ? DOCX : undefined;
  if (kind === 'ole' && extension === 'msg') return 'application/vnd.ms-outlook';
  if (kind === 'ole') return /^do[ct][xm]?$/.test(extension) ? 'application/msword' : undefined;
  return mediaTypes[kind];
}

function promise(extensions: readonly string[], kinds: readonly ContentKind[]) {
  return extensions.map((extension) => [extension, kinds] as const);
}

function rejected(code: RejectionCode, message: string): MediaTypeDetection {
  return { outcome: 'rejected', code, message };
}
