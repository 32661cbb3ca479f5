import type { Pdfium } from './pdfium-library.ts';

/** FPDF_ANNOT_FREETEXT, FPDF_ANNOT_STAMP, FPDF_ANNOT_WIDGET: what is filled in, typed or stamped over the page. */
const PRINTED_ANNOTATIONS = new Set([3, 13, 20]);
const FLATTEN_AS_SHOWN = 0;
const MAX_ANNOTATIONS = 5000;

/** Loads a page with the values of its form fields, typed notes and stamps as part of its content; 0 if it cannot. */
export function loadPage(library: Pdfium, document: number, index: number): number {
  const page = library.FPDF_LoadPage(document, index);
  if (page === 0 || !hasPrintedAnnotations(library, page)) return page;
  library.FPDFPage_Flatten(page, FLATTEN_AS_SHOWN);
  library.FPDF_ClosePage(page);
  return library.FPDF_LoadPage(document, index);
}

function hasPrintedAnnotations(library: Pdfium, page: number): boolean {
  const count = Math.min(library.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS);
  for (let index = 0; index < count; index += 1) {
    const annotation = library.FPDFPage_GetAnnot(page, index);
    const subtype = library.FPDFAnnot_GetSubtype(annotation);
    library.FPDFPage_CloseAnnot(annotation);
    if (PRINTED_ANNOTATIONS.has(subtype)) return true;
  }
  return false;
}
