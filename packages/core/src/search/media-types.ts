/** Media types by the usual ending of their files, where the type's own name differs from it. */
const byEnding: Readonly<Record<string, readonly string[]>> = {
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  doc: ['application/msword'],
  word: ['application/msword', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  txt: ['text/plain'],
  text: ['text/plain'],
  md: ['text/markdown'],
  htm: ['text/html'],
  eml: ['message/rfc822'],
  msg: ['application/vnd.ms-outlook'],
  email: ['message/rfc822', 'application/vnd.ms-outlook'],
  jpg: ['image/jpeg'],
  tif: ['image/tiff'],
};

/** The media types that a filter means: one itself, or the ending of file names such as `pdf` or `.docx`. */
export function mediaTypesOf(type: string): readonly string[] {
  const value = type.toLowerCase().replace(/^\./, '');
  if (value.includes('/')) return [value];
  return byEnding[value] ?? ['application', 'text', 'image'].map((family) => `${family}/${value}`);
}
