import type { Document } from '@elenchus/contracts/documents/models';

/** `0198…  completed   lease.pdf  12 pages, 40 passages`; a failure says why. */
export function documentLine({ id, fileName, status, failure, counts, parentDocumentId }: Document): string {
  const name = parentDocumentId === null ? fileName : `└ ${fileName}`;
  return `${id}  ${status.padEnd(15)}  ${name}  ${failure ? failure.message : found(counts)}`.trimEnd();
}

function found({ pages, chunks, pagesByOcr }: Document['counts']): string {
  if (pages === 0) return '';
  const ocr = pagesByOcr === 0 ? '' : ` (${pagesByOcr} by OCR)`;
  return `${count(pages, 'page')}${ocr}, ${count(chunks, 'passage')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
