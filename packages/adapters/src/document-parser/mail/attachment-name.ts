const MAX_NAME = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these and the marks that turn text around are removed
const invisible = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const extensions: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['application/msword', 'doc'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/vnd.ms-outlook', 'msg'],
  ['application/vnd.ms-tnef', 'dat'],
  ['application/ms-tnef', 'dat'],
  ['application/rtf', 'rtf'],
  ['application/zip', 'zip'],
  ['application/x-zip-compressed', 'zip'],
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['application/ics', 'ics'],
  ['application/pgp-signature', 'asc'],
  ['application/pgp-encrypted', 'asc'],
  ['application/pgp-keys', 'asc'],
  ['application/pkcs7-signature', 'p7s'],
  ['application/x-pkcs7-signature', 'p7s'],
  ['application/pkcs7-mime', 'p7m'],
  ['application/x-pkcs7-mime', 'p7m'],
  ['message/rfc822', 'eml'],
  ['message/global', 'eml'],
  ['message/partial', 'eml'],
  ['text/plain', 'txt'],
  ['text/html', 'html'],
  ['text/calendar', 'ics'],
  ['text/vcard', 'vcf'],
  ['text/x-vcard', 'vcf'],
  ['text/directory', 'vcf'],
  ['text/csv', 'csv'],
  ['text/rtf', 'rtf'],
  ['text/richtext', 'rtf'],
  ['text/xml', 'xml'],
  ['text/markdown', 'md'],
  ['image/jpeg', 'jpg'],
  ['image/pjpeg', 'jpg'],
  ['image/svg+xml', 'svg'],
  ['image/tiff', 'tif'],
  ['audio/mpeg', 'mp3'],
  ['audio/x-wav', 'wav'],
]);

/**
 * A name made safe to store and show: no path, no control or direction marks, at most 200 characters with its
 * extension kept; null if nothing is left.
 */
export function safeFileName(name: string): string | null {
  const base = name.replace(/\s+/g, ' ').replace(invisible, '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const trimmed = base.trim().replace(/[. ]+$/, '');
  if (trimmed === '' || /^\.*$/.test(trimmed)) return null;
  const characters = [...trimmed];
  if (characters.length <= MAX_NAME) return trimmed;
  const extension = [...(/\.[^.]{1,20}$/.exec(trimmed)?.[0] ?? '')];
  return [...characters.slice(0, MAX_NAME - extension.length), ...extension].join('');
}

/** The name of the n-th attachment that carries none. */
export function derivedFileName(number: number, mediaType: string): string {
  const known = extensions.get(mediaType);
  const image = /^(?:image|audio|video)\/([a-z0-9]{2,5})$/.exec(mediaType)?.[1];
  return `attachment-${number}.${known ?? image ?? 'bin'}`;
}

/** The name of an attached message, by its subject. */
export function messageFileName(subject: string | null, number: number, extension: 'eml' | 'msg'): string {
  // A slash in a subject is no path.
  const stem = safeFileName((subject ?? '').replace(/[/\\]/g, '-'));
  return (
    safeFileName(`${stem ?? `attachment-${number}`}.${extension}`) ?? `attachment-${number}.${extension}`
  );
}
