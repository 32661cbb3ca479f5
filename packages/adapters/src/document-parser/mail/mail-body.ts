import type { EmbeddedFile } from '@elenchus/core/parsing/parser-port';
import { attachedFile, partFileName } from './attached-file.ts';
import { calendarText } from './calendar-text.ts';
import { decodeCharset } from './charset.ts';
import { MAX_EMBEDDED_FILES, tooComplexMail } from './mail-limits.ts';
import { type MimePart, readMimePart } from './mime-part.ts';
import { KnownText } from './novel-text.ts';
import { signedContent } from './signed-content.ts';
import { textOfPart } from './text-part.ts';

/** The body of a message in pieces that stand one below the other, and everything else as files. */
export interface MailBody {
  readonly pieces: readonly string[];
  readonly embedded: readonly EmbeddedFile[];
}

interface ShownText {
  readonly isPlain: boolean;
  readonly text: string;
  /** The multipart/alternative that it is one version of. */
  readonly alternative: MimePart | undefined;
}

/** More plain versions in one alternative are compared by the last ones alone. */
const MAX_VERSIONS = 100;
/** Signatures around signatures. */
const MAX_SIGNED_LAYERS = 3;
/** Text that a reader sees as part of the message; "text" alone is what RFC 822 knew. */
const shownTypes =
  /^(?:text\/(?:plain|html|enriched|richtext|rfc822-headers|x-plain|)|text|message\/(?:delivery-status|disposition-notification|feedback-report))$/;
/** Text that is meant for programs; what else is called text is shown as plain text (RFC 2046, 4.1.4). */
const programText =
  /^text\/(?:calendar|x-vcalendar|vcard|x-vcard|directory|csv|rtf|xml|css|javascript|ecmascript|x-amp-html|watch-html)$/;

/**
 * Sorts the parts of a message into its body and its attachments, in their order; of a message wrapped in a
 * signature, those of the one inside.
 */
export function readMailBody(root: MimePart, layers = 0): MailBody {
  const shown: ShownText[] = [];
  const files: MimePart[] = [];
  const visit = (
    part: MimePart,
    alternative: MimePart | undefined,
    isRelated: boolean,
    index: number,
  ): void => {
    const type = part.contentType.value;
    if (part.children.length > 0) {
      const inner = type === 'multipart/alternative' ? part : alternative;
      for (const [at, child] of part.children.entries()) {
        visit(child, inner, type === 'multipart/related', at);
      }
      return;
    }
    const { isShown, isFile } = roleOf(part, part === root, isRelated, index);
    if (isShown) {
      const text = type.startsWith('multipart/')
        ? decodeCharset(part.content(), undefined)
        : textOfPart(part);
      const isPlain = !/^text\/(?:html|enriched|richtext)$/.test(type);
      if (text.trim() !== '') shown.push({ isPlain, text, alternative });
    }
    if (isFile) files.push(part);
    if (files.length > MAX_EMBEDDED_FILES)
      throw tooComplexMail(`has more than ${MAX_EMBEDDED_FILES} attachments`);
  };
  visit(root, undefined, false, 0);
  const embedded = files.flatMap((part, index) => attachedFile(part, index + 1));
  const signed = layers < MAX_SIGNED_LAYERS && isPkcs7(root) ? signedBody(root.content(), layers) : undefined;
  if (signed !== undefined) return { ...signed, embedded: [...embedded, ...signed.embedded] };
  const pieces = [...shownPieces(shown), ...protectionNote(root)];
  return { pieces: pieces.length > 0 ? pieces : calendarPieces(files), embedded };
}

/** The body of the message that a signature (S/MIME) holds inside of itself. */
export function signedBody(signature: Uint8Array, layers = 0): MailBody | undefined {
  const content = signedContent(signature);
  return content === undefined ? undefined : readMailBody(readMimePart(content), layers + 1);
}

function isPkcs7(part: MimePart): boolean {
  return /^application\/(?:x-)?pkcs7-mime$/.test(part.contentType.value);
}

function roleOf(
  part: MimePart,
  isRoot: boolean,
  isRelated: boolean,
  index: number,
): { isShown: boolean; isFile: boolean } {
  const type = part.contentType.value;
  // A multipart without parts is damaged; what it holds is shown.
  if (type.startsWith('multipart/')) return { isShown: true, isFile: false };
  const disposition = part.disposition.value;
  const isNamed = partFileName(part) !== undefined;
  const isOtherText = type.startsWith('text/') && !programText.test(type) && !isNamed;
  const isText = shownTypes.test(type) || isOtherText || !type.includes('/');
  const isResource = isRelated && index > 0;
  if (!isText || isResource) return { isShown: false, isFile: true };
  if (disposition === 'attachment') return { isShown: isRoot, isFile: true };
  // Named text in the message is shown by mail programs and offered as a file, except for the body itself.
  const isBody = index === 0 && !part.disposition.parameters.has('filename');
  return { isShown: true, isFile: isNamed && !isBody };
}

/** Plain text as it is; another version of it only as far as it says something else. */
function shownPieces(shown: readonly ShownText[]): string[] {
  const plain = new Map<MimePart | undefined, string[]>();
  for (const { isPlain, alternative, text } of shown) {
    if (isPlain) plain.set(alternative, [...(plain.get(alternative) ?? []), text].slice(-MAX_VERSIONS));
  }
  // Outside of an alternative, two texts are versions of each other only if there are just these two.
  if (shown.filter(({ alternative }) => alternative === undefined).length !== 2) plain.delete(undefined);
  const known = new Map(
    [...plain].map(([alternative, texts]) => [alternative, new KnownText(texts.join('\n'))]),
  );
  return shown
    .map(({ isPlain, alternative, text }) =>
      isPlain ? text : (known.get(alternative)?.novelIn(text) ?? text),
    )
    .filter((text) => text.trim() !== '');
}

function calendarPieces(files: readonly MimePart[]): string[] {
  return files
    .filter((part) => /^(?:text\/calendar|application\/ics)$/.test(part.contentType.value))
    .map((part) =>
      calendarText(decodeCharset(part.content(), part.contentType.parameters.get('charset') ?? 'utf-8')),
    )
    .filter((text) => text !== '');
}

function protectionNote(root: MimePart): string[] {
  const smimeType = root.contentType.parameters.get('smime-type')?.toLowerCase() ?? '';
  if (isPkcs7(root) && smimeType.startsWith('signed')) {
    return ['[The message is wrapped in a signature (S/MIME); it is kept as an attachment.]'];
  }
  if (isPkcs7(root) || root.contentType.value === 'multipart/encrypted') {
    return ['[The message is encrypted; its content cannot be read and is kept as an attachment.]'];
  }
  return [];
}
