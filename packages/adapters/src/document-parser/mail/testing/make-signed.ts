/** How the structure is written: with open lengths (BER), the content in pieces, or as another kind of content (2: signed). */
export interface SignedForm {
  readonly isOpen?: boolean;
  readonly pieceBytes?: number;
  readonly contentType?: number;
}

/** A CMS SignedData (RFC 5652) without signers around a content. */
export function opaqueSigned(content: string | undefined, form: SignedForm): Buffer {
  const { isOpen = false, pieceBytes, contentType = 2 } = form;
  const wrap = (tag: number, ...parts: readonly Buffer[]) => element(tag, Buffer.concat(parts), isOpen);
  const bytes = Buffer.from(content ?? '', 'latin1');
  const octets = pieceBytes === undefined ? element(0x04, bytes) : wrap(0x24, ...inPieces(bytes, pieceBytes));
  const encapsulated = wrap(0x30, pkcs7(1), ...(content === undefined ? [] : [wrap(0xa0, octets)]));
  const signedData = wrap(0x30, element(0x02, Buffer.of(1)), wrap(0x31), encapsulated, wrap(0x31));
  return wrap(0x30, pkcs7(contentType), wrap(0xa0, signedData));
}

function inPieces(bytes: Buffer, pieceBytes: number): Buffer[] {
  const count = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: count }, (_, index) =>
    element(0x04, bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes)),
  );
}

/** The object identifier 1.2.840.113549.1.7 with one more number. */
function pkcs7(last: number): Buffer {
  return element(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, last]));
}

function element(tag: number, content: Buffer, isOpen = false): Buffer {
  if (isOpen) return Buffer.concat([Buffer.of(tag, 0x80), content, Buffer.of(0, 0)]);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.of(tag, 0x84), length, content]);
}
