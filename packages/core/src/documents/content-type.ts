const typeByExtension = new Map([
  ['pdf', 'application/pdf'],
  ['txt', 'text/plain'],
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
]);

/** The type that an upload is announced with, by its name; what the file really is, its content tells later. */
export function announcedContentType(fileName: string): string {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return typeByExtension.get(extension) ?? 'application/octet-stream';
}
