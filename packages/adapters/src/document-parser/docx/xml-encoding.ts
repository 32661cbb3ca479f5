/** How many bytes `xmlEncoding` wants to see, if the part has as many. */
export const ENCODING_HEAD_BYTES = 256;

/** The encoding of an XML part by its byte order mark, the shape of `<` or its declaration (XML 1.0, appendix F). */
export function xmlEncoding(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0x00 && second === 0x3c) return 'utf-16be';
  if (first === 0x3c && second === 0x00) return 'utf-16le';
  const start = new TextDecoder('latin1').decode(head.subarray(0, ENCODING_HEAD_BYTES));
  const label = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    start,
  )?.[1];
  if (label === undefined || /^utf-?16/i.test(label)) return 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}
