import { corruptFile } from '../file-rejection.ts';
import { CompoundFile, isCompoundFile } from './compound-file.ts';
import { encryptedDocument, rejectOtherKinds } from './container-kind.ts';
import { oldWord, readFileInformationBlock } from './file-information-block.ts';
import { incompleteDocument, type WordStreams } from './word-streams.ts';

const WORD_6 = 0xa5dc;
const WORD_97 = 0xa5ec;
/** Word 1 and 2 for Windows, Word for DOS, Word 4 and 5 for the Macintosh. */
const OLDER_WORD = new Set([0xa59b, 0xa59c, 0xa5db, 0xbe31, 0xbe32, 0x37fe]);
const NOTHING = Buffer.alloc(0);
const MIN_HEADER_BYTES = 0x9a;

interface OpenedDocument extends WordStreams {
  readonly summary: Buffer | undefined;
}

/** Opens the container of a Word document (Word 6 may come without one) and reads its header. */
export function openWord(bytes: Buffer): OpenedDocument {
  if (!isCompoundFile(bytes)) return openBareDocument(bytes);
  const file = new CompoundFile(bytes);
  const document = file.stream('WordDocument');
  if (document === undefined) rejectOtherKinds(file);
  const fib = readHeader(document);
  return {
    fib,
    document,
    table: fib.generation === 'word6' ? document : tableStream(file, fib.tableStream),
    data: file.stream('Data') ?? NOTHING,
    isTruncated: document.length < file.size('WordDocument'),
    summary: file.stream('\u0005SummaryInformation'),
  };
}

function tableStream(file: CompoundFile, named: '0Table' | '1Table'): Buffer {
  const name = file.has(named) ? named : named === '0Table' ? '1Table' : '0Table';
  const table = file.stream(name) ?? NOTHING;
  if (table.length < file.size(name)) throw incompleteDocument();
  return table;
}

function openBareDocument(bytes: Buffer): OpenedDocument {
  const signature = bytes.length < 2 ? 0 : bytes.readUInt16LE(0);
  if (OLDER_WORD.has(signature)) throw oldWord();
  if (signature !== WORD_6 && signature !== WORD_97) {
    throw corruptFile('The file is damaged or no Word document.');
  }
  return {
    fib: readHeader(bytes),
    document: bytes,
    table: bytes,
    data: NOTHING,
    isTruncated: false,
    summary: undefined,
  };
}

function readHeader(document: Buffer) {
  if (document.length < MIN_HEADER_BYTES)
    throw corruptFile('The Word document is damaged and cannot be opened.');
  if (OLDER_WORD.has(document.readUInt16LE(0))) throw oldWord();
  const fib = readFileInformationBlock(document);
  if (fib.isEncrypted) throw encryptedDocument();
  return fib;
}
