/** A linearisation dictionary stands in the first 1,024 bytes (ISO 32000-1, annex F). */
const LINEARIZATION_WINDOW_BYTES = 1024;
const XREF_WINDOW_BYTES = 64;
/** How far behind the end marker of a file in need of repair other bytes may go on. */
const MAX_UNEXPLAINED_BYTES = 2048;
/** What an appended revision consists of (ISO 32000-1, 7.5.6). */
const REVISION_PART = /\d\s+\d+\s+obj\b|\bxref\s+\d|\btrailer\s*<</;

export interface PdfStructure {
  /** The file ends before its own end: what follows the cut is lost. */
  readonly truncated: boolean;
  /** The table of objects is not where the file says; a reader must guess what belongs to the document. */
  readonly needsRepair: boolean;
  /** Where the PDF ends and bytes that do not belong to it begin, such as the padding of an archive. */
  readonly lengthBytes: number;
}

/**
 * Reads the frame of a PDF (ISO 32000-1, 7.5): end marker, pointer to the last cross-reference, announced length.
 * Readers repair truncated files in silence, with the lost pages left out; so this looks before they do.
 */
export function inspectPdfStructure(file: Uint8Array): PdfStructure {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const headerAt = Math.max(0, bytes.subarray(0, 1024).indexOf('%PDF-'));
  const lastStart = bytes.lastIndexOf('startxref');
  const pointer = lastStart === -1 ? undefined : startOffset(bytes, lastStart);
  const needsRepair = pointer === undefined || !pointsToXref(bytes, pointer, headerAt);
  const endMarker = bytes.lastIndexOf('%%EOF');
  const hasEndMarker = endMarker > lastStart;
  const lengthBytes = hasEndMarker ? endMarker + endMarkerBytes(bytes, endMarker) : bytes.length;
  if (isShorterThanAnnounced(bytes)) return { truncated: true, needsRepair, lengthBytes };
  const tail = bytes.subarray(Math.max(0, endMarker, lastStart));
  // Where the pointer leads nowhere, the marker may be one inside a stream, and what follows the rest of the file.
  const mayGoOn = needsRepair && tail.length > MAX_UNEXPLAINED_BYTES;
  const goesOn = mayGoOn || REVISION_PART.test(tail.toString('latin1'));
  // A pointer that is followed by nothing but finds its table has lost no more than the marker itself.
  const ends = hasEndMarker || !needsRepair;
  return { truncated: goesOn || !ends, needsRepair, lengthBytes };
}

/** The length of the marker with its line break. */
function endMarkerBytes(bytes: Buffer, at: number): number {
  return /^%%EOF(?:\r?\n|\r)?/.exec(bytes.toString('latin1', at, at + 7))?.[0].length ?? 0;
}

function startOffset(bytes: Buffer, keywordAt: number): number | undefined {
  const digits = /^startxref\s+(\d{1,10})(?=\s)/.exec(
    bytes.toString('latin1', keywordAt, keywordAt + XREF_WINDOW_BYTES),
  );
  return digits === null ? undefined : Number(digits[1]);
}

function pointsToXref(bytes: Buffer, pointer: number, headerAt: number): boolean {
  // Offsets count from the header in files with leading bytes, but not every writer knows.
  return [pointer, pointer + headerAt].some((offset) => {
    const start = bytes.toString('latin1', offset, Math.min(offset + XREF_WINDOW_BYTES, bytes.length));
    return /^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/.test(start);
  });
}

/** A linearised file says its length in front; appended revisions make it longer, only a cut makes it shorter. */
function isShorterThanAnnounced(bytes: Buffer): boolean {
  const opening = bytes.toString('latin1', 0, LINEARIZATION_WINDOW_BYTES);
  const length =
    /\/Linearized\b[^>]*?\/L\s+(\d{1,10})/.exec(opening) ??
    /\/L\s+(\d{1,10})\b[^>]*?\/Linearized\b/.exec(opening);
  return length !== null && Number(length[1]) > bytes.length;
}
