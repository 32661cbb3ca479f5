import { deflateSync } from 'node:zlib';

/** A small PDF whose only page draws a content stream that inflates to `inflatedBytes`. */
export function pdfBomb(inflatedBytes: number): Uint8Array<ArrayBuffer> {
  const once = deflateSync(Buffer.alloc(inflatedBytes, '0 0 m '), { level: 9 });
  const content = deflateSync(once, { level: 9 });
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>',
  ].map((body, index) => Buffer.from(`${index + 1} 0 obj${body}endobj\n`));
  objects.push(
    Buffer.concat([
      Buffer.from(`4 0 obj<</Length ${content.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`),
      content,
      Buffer.from('\nendstream endobj\n'),
    ]),
  );
  const header = Buffer.from('%PDF-1.7\n');
  const offsets = objects.map((_, index) => header.length + Buffer.concat(objects.slice(0, index)).length);
  const start = header.length + Buffer.concat(objects).length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `xref\n0 5\n0000000000 65535 f \n${entries}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([header, ...objects, Buffer.from(trailer)]));
}
