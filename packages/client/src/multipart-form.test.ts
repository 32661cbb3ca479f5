import fc from 'fast-check';
import { expect, it } from 'vitest';
import { multipartForm } from './multipart-form.ts';

// What HTML escapes in names is not written back by who reads them.
const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !/[\r\n"\\%]/.test(value));
const value = fc.string().filter((text) => !/[\r\n]/.test(text));
const fieldNames = name.filter((text) => text !== 'file' && text !== '__proto__');

it('makes a form from which the same fields and the same file are read, at the place that it names', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fieldNames, value, { noNullPrototype: true }),
      name,
      fc.uint8Array(),
      async (fields, fileName, bytes) => {
        const content = new Blob([new Uint8Array(bytes)]);
        const { body, contentType, contentStart } = multipartForm(fields, { name: fileName, content });
        const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
        const entries = [...form];
        expect(entries.slice(0, -1)).toEqual(Object.entries(fields));
        const [fieldName, file] = entries.at(-1) as [string, File];
        expect([fieldName, file.name]).toEqual(['file', fileName]);
        expect(await file.bytes()).toEqual(bytes);
        const inBody = body.slice(contentStart, contentStart + content.size);
        expect(await inBody.bytes()).toEqual(bytes);
      },
    ),
  );
});

it('lets no name break out of its place', async () => {
  const content = new Blob(['a']);
  const { body } = multipartForm({}, { name: 'a"\r\nx: "b.txt', content });
  expect(await body.text()).toContain('filename="a%22%0D%0Ax: %22b.txt"\r\n');
});
