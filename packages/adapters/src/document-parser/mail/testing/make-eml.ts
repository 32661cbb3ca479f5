/** The bytes of a message: one character for each byte, lines parted by LF as written. */
export function emlBytes(message: string): Uint8Array {
  return new Uint8Array(Buffer.from(message, 'latin1'));
}

export interface EmlPart {
  /** Header lines. */
  readonly header: readonly string[];
  readonly body: string;
}

/** A multipart entity with CRLF line breaks; its own header goes in front of "MIME-Version". */
export function multipart(
  type: string,
  parts: readonly EmlPart[],
  header: readonly string[] = [],
  boundary = `=_${type}`,
): string {
  const body = parts.flatMap((part) => [`--${boundary}`, ...part.header, '', part.body]);
  const lines = [...header, `Content-Type: multipart/${type}; boundary="${boundary}"`, '', ...body];
  return [...lines, `--${boundary}--`, ''].join('\r\n');
}

/** A multipart as a part of another one. */
export function multipartAsPart(type: string, parts: readonly EmlPart[]): EmlPart {
  const [head = '', ...rest] = multipart(type, parts).split('\r\n\r\n');
  return { header: head.split('\r\n'), body: rest.join('\r\n\r\n') };
}
