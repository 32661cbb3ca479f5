import type { HeaderFields } from './header-fields.ts';
import { MAX_NESTING, MAX_PARTS, tooComplexMail } from './mail-limits.ts';
import { byteLine, latin1 } from './message-lines.ts';
import { readHeader } from './read-header.ts';
import { parseStructuredField, type StructuredField } from './structured-field.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** A part of a message (RFC 2045); attached messages are leaves, their bytes are not looked into. */
export interface MimePart {
  readonly fields: HeaderFields;
  readonly contentType: StructuredField;
  readonly disposition: StructuredField;
  /** The bytes of a leaf, transfer encoding undone when asked for; of a multipart, what stands before its parts. */
  content(): Uint8Array;
  readonly children: readonly MimePart[];
}

interface OpenMultipart {
  readonly boundary: string;
  readonly children: MimePart[];
  readonly type: string;
}

/** Longer lines are no boundaries: RFC 2046 allows 70 characters, senders use more. */
const MAX_BOUNDARY_LINE = 1000;
const MAX_LOST_BOUNDARIES = 50;

/** Reads a message's tree of parts in one pass. Throws `too_complex` beyond sane limits. */
export function readMimePart(message: Uint8Array): MimePart {
  return readPart(message, { count: 0, lostBoundaries: 0 }, 0);
}

interface PartCount {
  count: number;
  /** Multiparts whose boundary is nowhere; each costs a search to the end. */
  lostBoundaries: number;
}

function readPart(message: Uint8Array, parts: PartCount, depth: number): MimePart {
  const open: OpenMultipart[] = [];
  let at = 0;
  let root: MimePart | undefined;

  const startPart = (start: number): void => {
    parts.count += 1;
    if (parts.count > MAX_PARTS) throw tooComplexMail(`has more than ${MAX_PARTS} parts`);
    const limit = open.length === 0 ? message.length : headerLimit(message, start, open);
    const { fields, bodyStart } = readHeader(message, start, limit);
    const parent = open.at(-1);
    const append = (part: MimePart): void => {
      root ??= part;
      parent?.children.push(part);
    };
    const fallback = parent?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const rawType = fields.raw('content-type') ?? '';
    const contentType = parseStructuredField(rawType.trim() === '' ? fallback : rawType);
    const disposition = parseStructuredField(fields.raw('content-disposition') ?? '');
    const encoding = /[\w-]+/.exec((fields.raw('content-transfer-encoding') ?? '').toLowerCase())?.[0] ?? '';
    const boundary = contentType.value.startsWith('multipart/')
      ? usedBoundary(message, bodyStart, contentType.parameters.get('boundary'), parts)
      : undefined;
    at = bodyStart;
    if (boundary !== undefined) {
      if (open.length >= MAX_NESTING) throw tooComplexMail(`nests its parts more than ${MAX_NESTING} deep`);
      const children: MimePart[] = [];
      let end = bodyStart;
      const content = () => message.subarray(bodyStart, Math.max(bodyStart, end));
      append({ fields, contentType, disposition, content, children });
      open.push({ boundary, children, type: contentType.value });
      end = skipToBoundary();
      return;
    }
    const end = skipToBoundary();
    const body = message.subarray(bodyStart, Math.max(bodyStart, end));
    append(leaf({ fields, contentType, disposition, encoding, body, parts, depth }));
  };

  /** Moves behind the next boundary that ends what is open; returns where the content before it ends. */
  const skipToBoundary = (): number => {
    while (at < message.length) {
      const line = byteLine(message, at, message.length);
      const found = boundaryAt(message, line.start, line.end, open);
      if (found !== undefined) {
        open.length = found.isClosing ? found.level : found.level + 1;
        at = line.next;
        nextPartAt = found.isClosing ? undefined : line.next;
        return contentEnd(message, line.start);
      }
      at = line.next;
    }
    nextPartAt = undefined;
    return message.length;
  };

  let nextPartAt: number | undefined = 0;
  while (nextPartAt !== undefined) {
    startPart(nextPartAt);
    // Behind a closing boundary comes an epilogue: skipped up to a boundary of the multiparts around.
    while (nextPartAt === undefined && at < message.length && open.length > 0) skipToBoundary();
  }
  if (root === undefined) throw new Error('A message without a first part.');
  return root;
}

function leaf(source: {
  readonly fields: HeaderFields;
  readonly contentType: StructuredField;
  readonly disposition: StructuredField;
  readonly encoding: string;
  readonly body: Uint8Array;
  readonly parts: PartCount;
  readonly depth: number;
}): MimePart {
  const { fields, contentType, disposition, encoding, body } = source;
  const boundary = contentType.parameters.get('boundary');
  if (contentType.value.startsWith('multipart/') && boundary !== undefined && source.depth === 0) {
    // Against RFC 2045 some encode a multipart as a whole.
    const decoded = decodeTransfer(body, encoding);
    const inner = decoded === body ? undefined : usedBoundary(decoded, 0, boundary, source.parts);
    if (inner !== undefined) {
      const head = Buffer.from(`Content-Type: ${contentType.value}; boundary="${inner}"\r\n\r\n`, 'latin1');
      const whole = readPart(Buffer.concat([head, decoded]), source.parts, 1);
      return { fields, contentType, disposition, content: () => new Uint8Array(), children: whole.children };
    }
  }
  return { fields, contentType, disposition, content: () => decodeTransfer(body, encoding), children: [] };
}

/** The boundary if the body holds it; where none is named, the body's first line that looks like one. */
function usedBoundary(
  message: Uint8Array,
  start: number,
  named: string | undefined,
  parts: PartCount,
): string | undefined {
  const boundary = Buffer.from(named ?? '', 'utf8')
    .toString('latin1')
    .trimEnd();
  const view = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  if (boundary !== '' && boundary.length < MAX_BOUNDARY_LINE) {
    const found = view.indexOf(`--${boundary}`, start, 'latin1');
    if (found !== -1) return boundary;
    parts.lostBoundaries += 1;
    if (parts.lostBoundaries > MAX_LOST_BOUNDARIES) throw tooComplexMail('has too many damaged parts');
  }
  const head = latin1(message, start, Math.min(message.length, start + 4000));
  return /(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\ncontent-[a-z-]{2,30}:/i.exec(head)?.[1];
}

function boundaryAt(
  message: Uint8Array,
  start: number,
  end: number,
  open: readonly OpenMultipart[],
): { readonly level: number; readonly isClosing: boolean } | undefined {
  if (end - start < 3 || end - start > MAX_BOUNDARY_LINE) return undefined;
  if (message[start] !== 0x2d || message[start + 1] !== 0x2d) return undefined;
  let last = end;
  while (message[last - 1] === 0x20 || message[last - 1] === 0x09) last -= 1;
  const length = last - start - 2;
  // Most lines of dashes are told by their length alone.
  if (!open.some(({ boundary }) => boundary.length === length || boundary.length + 2 === length))
    return undefined;
  const rest = latin1(message, start + 2, last);
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const boundary = open[level]?.boundary ?? '';
    if (rest === boundary) return { level, isClosing: false };
    if (rest.length === boundary.length + 2 && rest.endsWith('--') && rest.startsWith(boundary)) {
      return { level, isClosing: true };
    }
  }
  return undefined;
}

/** A part's header ends at the next boundary at the latest. */
function headerLimit(message: Uint8Array, start: number, open: readonly OpenMultipart[]): number {
  let at = start;
  while (at < message.length) {
    const line = byteLine(message, at, message.length);
    if (line.end === line.start) return message.length;
    if (boundaryAt(message, line.start, line.end, open) !== undefined) return line.start;
    at = line.next;
  }
  return message.length;
}

/** The line break before a boundary belongs to the boundary. */
function contentEnd(message: Uint8Array, boundaryStart: number): number {
  if (message[boundaryStart - 1] !== 0x0a) return boundaryStart;
  return message[boundaryStart - 2] === 0x0d ? boundaryStart - 2 : boundaryStart - 1;
}
