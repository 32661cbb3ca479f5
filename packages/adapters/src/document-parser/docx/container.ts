import { corruptFile, FileRejection } from '../file-rejection.ts';

const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Rejects what is no zip at all; Word wraps a document with a password into a compound file ([MS-OFFCRYPTO] 2.3.4). */
export function checkContainer(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 2).toString('latin1') === 'PK') return;
  if (!buffer.subarray(0, 4).equals(compoundFile)) {
    throw corruptFile('The document is damaged: it does not begin as a Word document does.');
  }
  if (buffer.includes(encryptedPackage)) {
    throw new FileRejection(
      'encrypted',
      'The document is protected by a password. Please save a copy without the password and upload that.',
    );
  }
  throw new FileRejection(
    'unsupported_type',
    'The file is an older Office file, not a DOCX document. Please save it as DOCX or PDF and upload that.',
  );
}
