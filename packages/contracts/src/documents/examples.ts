import type * as z from 'zod';
import { exampleIds } from '../platform/example-ids.ts';
import type { chunk, contentPage, Document, DocumentEvent, uploadTicket } from './models.ts';

const fileName = 'master-services-agreement.pdf';
const key = `org/${exampleIds.organization}/documents/${exampleIds.document}/original`;

export const documentExample: Document = {
  id: exampleIds.document,
  caseId: exampleIds.case,
  batchId: exampleIds.batch,
  fileName,
  mediaType: 'application/pdf',
  sizeBytes: 54_779,
  sha256: 'ffaafed1325cefab09610be17bea84fc83befe20836b37edaca1e0440be84d87',
  pageCount: 4,
  status: 'completed',
  progress: 1,
  failure: null,
  counts: { pages: 4, pagesWithText: 4, pagesByOcr: 0, pagesUnread: 0, chunks: 24, vectors: 24 },
  textRevision: 1,
  duplicateOf: null,
  nearDuplicateGroup: null,
  parentDocumentId: null,
  title: null,
  email: null,
  metadata: {},
  archivedAt: null,
  category: 'contract',
  jurisdiction: 'Delaware',
  practiceArea: 'Commercial',
  keywords: ['subscription fee', 'confidential information', 'termination'],
  tags: ['signed'],
  documentDate: '2024-02-01',
  version: 8,
  createdAt: '2026-09-14T09:05:00.000Z',
  updatedAt: '2026-09-14T09:05:34.375Z',
};

/** The document after it was asked to be read again: the present text stays. */
export const pendingDocumentExample: Document = {
  ...documentExample,
  status: 'pending',
  progress: 0,
  version: 9,
  updatedAt: '2026-09-14T11:40:02.018Z',
};

export const uploadTicketExample: z.infer<typeof uploadTicket> = {
  documentId: exampleIds.document,
  fileName,
  url: 'https://documents-bucket.s3.eu-central-1.amazonaws.com/',
  fields: {
    key,
    bucket: 'documents-bucket',
    'Content-Type': 'application/pdf',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'EXAMPLE/20260914/eu-central-1/s3/aws4_request',
    'X-Amz-Date': '20260914T090500Z',
    Policy: 'eyJleHBpcmF0aW9uIjoiLi4uIn0=',
    'X-Amz-Signature': '45b7e86a2d44d10d68de00bc971467759e8d77e86d3219b3ded3e4a995a88104',
  },
  expiresAt: '2026-09-14T10:05:00.000Z',
};

export const fileUrlExample = {
  url: `https://documents-bucket.s3.eu-central-1.amazonaws.com/${key}?X-Amz-Expires=300&X-Amz-Signature=abffccef6263ad1a`,
  expiresAt: '2026-09-14T09:25:00.000Z',
};

export const contentPageExample: z.infer<typeof contentPage> = {
  page: 2,
  start: 3002,
  end: 3029,
  text: 'Article 3. Term and Renewal',
  boxes: [{ start: 3002, end: 3029, x: 0.118, y: 0.091, width: 0.287, height: 0.015 }],
};

/** Article 8.1, as it stands in the text of the document. */
const termination = {
  content:
    "8.1 Termination for convenience. The Client may terminate this Agreement for convenience at any time\nby giving the Provider at least sixty (60) days' prior written notice.",
  start: 8204,
  end: 8375,
};

export const chunkExample: z.infer<typeof chunk> = {
  id: exampleIds.chunk,
  ordinal: 17,
  ...termination,
  pageFrom: 3,
  pageTo: 3,
  headingPath: ['Article 8. Termination'],
};

export const documentEventExample: DocumentEvent = {
  id: exampleIds.event,
  stage: 'extract',
  status: 'completed',
  startedAt: '2026-09-14T09:05:20.000Z',
  durationMs: 267,
  attempt: 1,
  detail: '4 pages, 11560 characters',
};
