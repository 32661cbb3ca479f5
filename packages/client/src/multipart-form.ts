import { toHex } from './hex.ts';

export interface MultipartForm {
  readonly body: Blob;
  readonly contentType: string;
  /** Where in the body the file begins. */
  readonly contentStart: number;
}

/**
 * A form with a file as its last field, as one Blob that is read while it is sent. Not a `FormData`: with one, fetch
 * of Node.js does not end when a file on disk has changed, and brings the process down.
 */
export function multipartForm(
  fields: Readonly<Record<string, string>>,
  file: { readonly name: string; readonly content: Blob },
): MultipartForm {
  const boundary = `form-${toHex(crypto.getRandomValues(new Uint8Array(16)))}`;
  const disposition = (name: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"`;
  const head = Object.entries(fields).map(([name, value]) => `${disposition(name)}\r\n\r\n${value}\r\n`);
  const fileHead = `${disposition('file')}; filename="${quoted(file.name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const start = new Blob([...head, fileHead]);
  return {
    body: new Blob([start, file.content, `\r\n--${boundary}--\r\n`]),
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentStart: start.size,
  };
}

/** As HTML has it ("multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
