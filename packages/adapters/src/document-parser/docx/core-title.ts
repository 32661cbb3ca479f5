import { readXml } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

const MAX_TITLE_CHARACTERS = 300;
/** What programs put in when nobody gave a title: their own name, the name of the file or of a template. */
const meaningless =
  /^(?:untitled|title|document ?\d*|dokument ?\d*|word document|microsoft word.*|template|blank|normal|\W*)$|\.(?:docx?|dotx?|docm|rtf|pdf|wpd|tmp)$/i;

/** The title in the properties of the document (`dc:title`); null if there is none that says something. */
export async function readCoreTitle(zip: ZipPackage, part: string): Promise<string | null> {
  let isTitle = false;
  let text = '';
  await readXml(zip, part, {
    open(name) {
      isTitle = name === 'dc:title';
    },
    text(data) {
      if (isTitle && text.length < MAX_TITLE_CHARACTERS) text += data;
    },
    close() {
      isTitle = false;
    },
  });
  const title = text.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE_CHARACTERS);
  return meaningless.test(title) ? null : title;
}
