import { corruptFile, FileRejection } from '../file-rejection.ts';
import type { CompoundFile } from './compound-file.ts';

/** Files of other programs in the same container, by a stream or storage at the top. */
const otherKinds: readonly (readonly [name: string, what: string])[] = [
  ['Workbook', 'an Excel workbook'],
  ['Book', 'an Excel workbook'],
  ['PowerPoint Document', 'a PowerPoint presentation'],
  ['PP40', 'a PowerPoint presentation'],
  ['PP97_DUALSTORAGE', 'a PowerPoint presentation'],
  ['__properties_version1.0', 'an Outlook message'],
  ['VisioDocument', 'a Visio drawing'],
  ['Quill', 'a Publisher document'],
  ['MatOST', 'a Works document'],
  ['SPELLING', 'a Works document'],
  ['HwpSummaryInformation', 'a Hangul document'],
  ['\u0005HwpSummaryInformation', 'a Hangul document'],
  ['BodyText', 'a Hangul document'],
  ['StarWriterDocument', 'a StarOffice document'],
  ['StarCalcDocument', 'a StarOffice document'],
  ['StarDrawDocument3', 'a StarOffice document'],
  ['PerfectOffice_MAIN', 'a WordPerfect document'],
  ['NativeContent_MAIN', 'a Quattro Pro workbook'],
  ['Props9', 'a Project plan'],
  ['Props12', 'a Project plan'],
  ['Props14', 'a Project plan'],
  ['SwDocContentMgr', 'a SolidWorks drawing'],
  ['Catalog', 'an image cache of Windows'],
];
/** A protected DOCX, XLSX or PPTX, and rights management. */
const protectedContent = ['EncryptedPackage', '\u0009DRMContent'];

/** Throws for a container that holds no Word document: `encrypted`, `unsupported_type`, else `corrupt`. */
export function rejectOtherKinds(file: CompoundFile): never {
  if (protectedContent.some((name) => file.has(name))) throw encryptedDocument();
  const kind = otherKinds.find(([name]) => file.has(name));
  if (kind !== undefined) throw unsupported(`The file is ${kind[1]}, not a Word document.`);
  // Names of the tables of Windows Installer are packed into characters from U+3800 to U+4840.
  if (file.names.some((name) => /^[\u3800-\u4840]/.test(name))) {
    throw unsupported('The file is a Windows Installer package, not a Word document.');
  }
  throw corruptFile('The file is damaged: it holds no Word document.');
}

/** The fault of a document that opens only with a password. */
export function encryptedDocument(): FileRejection {
  return new FileRejection(
    'encrypted',
    'The document is protected and opens only with a password. Please remove the protection and upload it again.',
  );
}

function unsupported(what: string): FileRejection {
  return new FileRejection('unsupported_type', `${what} Please save it as PDF or DOCX and upload it again.`);
}
