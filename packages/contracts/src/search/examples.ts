import { exampleIds } from '../platform/example-ids.ts';
import type { Hit } from './models.ts';

const heading = '8.1 Termination for convenience.';
const sentence =
  "The Client may terminate this Agreement for convenience at any time\nby giving the Provider at least sixty (60) days' prior written notice.";

export const hitExample: Hit = {
  chunkId: exampleIds.chunk,
  documentId: exampleIds.document,
  caseId: exampleIds.case,
  fileName: 'master-services-agreement.pdf',
  pageFrom: 3,
  pageTo: 3,
  start: 8204,
  end: 8375,
  content: `${heading} ${sentence}`,
  highlights: [heading, sentence],
  score: 1.2,
  scores: { vector: 0.65, text: 0.0215 },
};
