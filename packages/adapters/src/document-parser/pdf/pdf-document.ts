import { corruptFile, FileRejection } from '../file-rejection.ts';
import { type Pdfium, withMemory } from './pdfium-library.ts';

const NO_PASSWORD = 0;
/** FPDF_GetLastError: a password is needed, or the security handler is one that pdfium does not know. */
const ENCRYPTION_ERRORS = [4, 5];

/** Opens a PDF, from which bytes behind its end are cut off, for the time of one call. Throws FileRejection where it does not open. */
export function withDocument<Result>(
  library: Pdfium,
  file: Uint8Array,
  use: (document: number) => Result,
): Result {
  return withMemory(library, file.length, (memory) => {
    library.pdfium.HEAPU8.set(file, memory);
    const document = library.FPDF_LoadMemDocument(memory, file.length, NO_PASSWORD);
    if (document === 0) throw openingFault(library.FPDF_GetLastError());
    try {
      return use(document);
    } finally {
      library.FPDF_CloseDocument(document);
    }
  });
}

function openingFault(error: number): FileRejection {
  if (!ENCRYPTION_ERRORS.includes(error)) return corruptFile('The PDF is damaged and cannot be opened.');
  return new FileRejection(
    'encrypted',
    'The PDF is protected and opens only with a password. Please remove the protection and upload it again.',
  );
}
