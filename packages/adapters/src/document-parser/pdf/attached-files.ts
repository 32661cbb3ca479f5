import type { Pdfium } from './pdfium-library.ts';

/** FPDF_ANNOT_FILEATTACHMENT: a paper clip on a page. */
const FILE_ATTACHMENT = 17;

/**
 * pdfium's handles of the files that a PDF names as its own (a portfolio's, attachments) and of those that its pages
 * carry as annotations, each once. Annotations are read without their pages' content; call it before pages are
 * flattened, which takes them away. Handles live as long as the document.
 */
export function* attachedFiles(library: Pdfium, document: number, pages: number): Generator<number> {
  const met = new Set<number>();
  for (const handle of allHandles(library, document, pages)) {
    // Many writers list the file of an annotation among the document's own, too.
    if (handle === 0 || met.has(handle)) continue;
    met.add(handle);
    yield handle;
  }
}

function* allHandles(library: Pdfium, document: number, pages: number): Generator<number> {
  const count = library.FPDFDoc_GetAttachmentCount(document);
  for (let index = 0; index < count; index += 1) yield library.FPDFDoc_GetAttachment(document, index);
  for (let page = 0; page < pages; page += 1) {
    const annotations = library.EPDFPage_GetAnnotCountRaw(document, page);
    for (let index = 0; index < annotations; index += 1) {
      yield fileOfAnnotation(library, library.EPDFPage_GetAnnotRaw(document, page, index));
    }
  }
}

function fileOfAnnotation(library: Pdfium, annotation: number): number {
  if (annotation === 0) return 0;
  try {
    const isFile = library.FPDFAnnot_GetSubtype(annotation) === FILE_ATTACHMENT;
    return isFile ? library.FPDFAnnot_GetFileAttachment(annotation) : 0;
  } finally {
    library.FPDFPage_CloseAnnot(annotation);
  }
}
