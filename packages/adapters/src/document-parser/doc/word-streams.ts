import { corruptFile } from '../file-rejection.ts';
import type { FileInformationBlock, structures } from './file-information-block.ts';

/** The streams of a Word document. */
export interface WordStreams {
  readonly fib: FileInformationBlock;
  /** Text and formatted pages. */
  readonly document: Buffer;
  /** The structures that the header points to; Word 6 keeps them in the document stream. */
  readonly table: Buffer;
  /** Properties too long for a formatted page. */
  readonly data: Buffer;
  /** The document stream is shorter than it should be. */
  readonly isTruncated: boolean;
}

/** The bytes of a structure, fewer if they reach beyond the end; of a truncated document, all or `corrupt`. */
export function structureBytes(
  { fib, table, isTruncated }: WordStreams,
  name: keyof typeof structures,
): Buffer {
  const { offset, length } = fib.structure(name);
  if (isTruncated && length > 0 && offset + length > table.length) throw incompleteDocument();
  return table.subarray(offset, offset + length);
}

/** The fault of a document of which a part is missing. */
export function incompleteDocument(): Error {
  return corruptFile('The Word document is damaged: a part of it is missing.');
}
