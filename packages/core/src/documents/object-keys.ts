/** Where the objects of a document stand: below its organization, so that grants and deletions can name it. */
export function documentPrefix(organizationId: string, documentId: string): string {
  return `org/${organizationId}/documents/${documentId}/`;
}

export function originalKey(organizationId: string, documentId: string): string {
  return `${documentPrefix(organizationId, documentId)}original`;
}

export function textKey(organizationId: string, documentId: string, revision: number): string {
  return `${documentPrefix(organizationId, documentId)}text/${revision}.json`;
}

/** What a file holds as text, before its unread pages are read by OCR. */
export function layerKey(organizationId: string, documentId: string, revision: number): string {
  return `${documentPrefix(organizationId, documentId)}pages/${revision}/layer.json`;
}

/** What OCR read on a page of this very version of the original; later attempts find it again. */
export function readingKey(
  organizationId: string,
  documentId: string,
  originalVersionId: string | null,
  page: number,
): string {
  const version = encodeURIComponent(originalVersionId ?? 'only');
  return `${documentPrefix(organizationId, documentId)}pages/of-${version}/${page}.json`;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const originalPattern = new RegExp(`^org/(${uuid})/documents/(${uuid})/original$`);

/** Reads the key of an original back; null for any other key. */
export function parseOriginalKey(key: string): { organizationId: string; documentId: string } | null {
  const [, organizationId, documentId] = originalPattern.exec(key) ?? [];
  return organizationId && documentId ? { organizationId, documentId } : null;
}
