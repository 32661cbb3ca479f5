import { corruptFile, FileRejection } from '../file-rejection.ts';
import { describePackage } from './package-kind.ts';
import { readRelationships } from './relationships.ts';
import { readXml } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

const wordMain =
  /wordprocessingml\.(?:document|template)\.main\+xml$|ms-word\.(?:document|template)\.macroenabled/i;
const otherMain = /spreadsheetml|presentationml|ms-excel|ms-powerpoint|visio|^(?:xl|ppt)\//i;

/**
 * The name of the part that holds the document's body: what the package's relationships or content types name, else
 * the usual name. Throws `unsupported_type` for a zip that is no Word document, `corrupt` for one without its body.
 */
export async function findMainPart(zip: ZipPackage): Promise<string> {
  const types = await readContentTypes(zip);
  const declared = (await readRelationships(zip, ''))
    .filter(({ type }) => type === 'officeDocument')
    .map(({ target }) => target);
  const typed = [...types].filter(([, type]) => wordMain.test(type)).map(([part]) => part);
  const candidates = [...declared, ...typed, 'word/document.xml'];
  const found = candidates.find(
    (part) => zip.has(part) && !otherMain.test(types.get(part.toLowerCase()) ?? part),
  );
  if (found !== undefined) return found;

  const kind = describePackage(zip);
  if (kind === 'Word') throw corruptFile('The document is damaged: the part with its text is missing.');
  throw new FileRejection(
    'unsupported_type',
    `The file is ${kind}, not a Word document. Please save it as DOCX or PDF and upload that.`,
  );
}

async function readContentTypes(zip: ZipPackage): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  await readXml(zip, '[Content_Types].xml', {
    open(name, { PartName: part, ContentType: type }) {
      if (name === 'Override' && part && type) types.set(part.replace(/^\/+/, '').toLowerCase(), type);
    },
  });
  return types;
}
