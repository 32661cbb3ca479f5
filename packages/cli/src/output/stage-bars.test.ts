import type { Document } from '@elenchus/contracts/documents/models';
import { expect, it } from 'vitest';
import { createStageBars, stageCounts } from './stage-bars.ts';

const document = (status: Document['status'], progress: number) => ({ status, progress }) as Document;
const documents = [
  document('awaiting_upload', 0),
  document('processing', 0.5),
  document('processing', 0.97),
  document('rejected', 1),
];

it('counts what has passed each stage', () => {
  expect(Object.fromEntries(stageCounts(documents))).toEqual({
    uploaded: 3,
    read: 3,
    indexed: 2,
    analysed: 2,
    done: 1,
  });
});

it('draws only what has changed, in place in a terminal', () => {
  const written: string[] = [];
  const draw = createStageBars({ isTTY: true, write: (text) => written.push(text) });
  draw(documents);
  draw(documents);
  draw([...documents, document('completed', 1)]);
  expect(written).toHaveLength(2);
  expect(written[0]).toMatch(/uploaded {2}█+░+ 3\/4\n/);
  expect(written[1]?.startsWith('\u001b[5A\u001b[0J')).toBe(true);
});

it('writes a line for each change where there is no terminal', () => {
  const written: string[] = [];
  createStageBars({ write: (text) => written.push(text) })(documents);
  expect(written).toEqual(['  uploaded 3/4, read 3/4, indexed 2/4, analysed 2/4, done 1/4\n']);
});
