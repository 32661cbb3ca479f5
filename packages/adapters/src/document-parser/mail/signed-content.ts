/** An element of ASN.1 as BER writes it (X.690): its content from `start` to `end`, and where the next one begins. */
interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const OCTET_STRING = 0x04;
const OCTET_STRING_IN_PIECES = 0x24;
const SEQUENCE = 0x30;
const EXPLICIT_0 = 0xa0;
/** 1.2.840.113549.1.7.2 */
const SIGNED_DATA = '2a864886f70d010702';
const OPEN_LENGTH = 0x80;
const MAX_DEPTH = 16;

/**
 * The content inside of a CMS SignedData (RFC 5652, 5; S/MIME "opaque" signing); undefined where the bytes are
 * something else or hold the signature alone. The signature is not verified.
 */
export function signedContent(bytes: Uint8Array): Uint8Array | undefined {
  const [type, signedData] = insideOf(bytes, elementAt(bytes, 0, bytes.length), SEQUENCE);
  if (type === undefined) return undefined;
  if (Buffer.from(bytes.subarray(type.start, type.end)).toString('hex') !== SIGNED_DATA) return undefined;
  const [content] = insideOf(bytes, signedData, EXPLICIT_0);
  const [, , encapsulated] = insideOf(bytes, content, SEQUENCE);
  const [, wrapped] = insideOf(bytes, encapsulated, SEQUENCE);
  const [octets] = insideOf(bytes, wrapped, EXPLICIT_0);
  const pieces = octets === undefined ? [] : octetsOf(bytes, octets, 0);
  return pieces.length === 0 ? undefined : Buffer.concat(pieces);
}

function octetsOf(bytes: Uint8Array, element: Element, depth: number): Uint8Array[] {
  if (element.tag === OCTET_STRING) return [bytes.subarray(element.start, element.end)];
  if (depth > MAX_DEPTH) return [];
  return insideOf(bytes, element, OCTET_STRING_IN_PIECES).flatMap((piece) =>
    octetsOf(bytes, piece, depth + 1),
  );
}

/** The elements of one that is marked with the tag; none otherwise. */
function insideOf(bytes: Uint8Array, outer: Element | undefined, tag: number): Element[] {
  const elements: Element[] = [];
  if (outer?.tag !== tag) return elements;
  let element = elementAt(bytes, outer.start, outer.end);
  while (element !== undefined) {
    elements.push(element);
    element = elementAt(bytes, element.next, outer.end);
  }
  return elements;
}

function elementAt(bytes: Uint8Array, at: number, limit: number, depth = 0): Element | undefined {
  const [tag = 0, length = 0] = bytes.subarray(at, at + 2);
  const hasLongTag = (tag & 0x1f) === 0x1f;
  if (at + 2 > limit || hasLongTag || depth > MAX_DEPTH) return undefined;
  if (length === OPEN_LENGTH) return openElement(bytes, tag, at + 2, limit, depth);
  const lengthBytes = length > OPEN_LENGTH ? length - OPEN_LENGTH : 0;
  const start = at + 2 + lengthBytes;
  if (lengthBytes > 4) return undefined;
  const end =
    start +
    (lengthBytes === 0 ? length : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0));
  return end > limit ? undefined : { tag, start, end, next: end };
}

/** An element of open length ends at two zeros in the place of an element. */
function openElement(
  bytes: Uint8Array,
  tag: number,
  start: number,
  limit: number,
  depth: number,
): Element | undefined {
  let at = start;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) {
    const inner = elementAt(bytes, at, limit, depth + 1);
    if (inner === undefined) return undefined;
    at = inner.next;
  }
  return at + 2 > limit ? undefined : { tag, start, end: at, next: at + 2 };
}
