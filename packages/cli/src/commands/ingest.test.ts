import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '@elenchus/contracts/documents/models';
import { expect, it, onTestFinished } from 'vitest';
import { formUrl, makeContext, ServerRefusal } from '../testing/fake-context.ts';
import { ingest } from './ingest.ts';

interface Announcement {
  readonly batchId?: string;
  readonly files: readonly { readonly fileName: string; readonly sizeBytes: number }[];
}
interface Server {
  /** By the name of a file, how its document ends; completed unless said. */
  readonly statuses?: Readonly<Record<string, Document['status']>>;
  readonly embedded?: readonly Pick<Document, 'fileName' | 'status'>[];
  readonly maxSizeBytes?: number;
  /** Called before each answer. */
  readonly before?: (operation: string) => void;
  readonly upload?: (fileName: string) => Promise<void>;
}

function makeFolder(names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'in'));
  for (const name of names) writeFileSync(join(folder, 'in', name), name);
  return folder;
}

/** Ingests a folder on a server that refuses a request as a whole when one file in it is too large. */
async function run(folder: string, server: Server = {}) {
  const documents: Document[] = [];
  /** What was uploaded ends after the next look at it. */
  const arriving: (() => void)[] = [];
  const add = (fields: object) => documents.push({ progress: 1, ...fields } as Document);
  const { statuses = {}, before = () => {}, maxSizeBytes = 1000, embedded = [] } = server;
  const { context, printed, told, stop } = makeContext(
    {
      answers: {
        'GET /api/v1/cases': () => {
          before('listCases');
          return { data: [{ id: 'case', title: 'Lease' }], nextCursor: null };
        },
        'POST /api/v1/documents/uploads': ({ body }) => {
          before('createUploads');
          const { files, batchId = 'batch' } = body as Announcement;
          const errors = files.flatMap(({ sizeBytes }, index) =>
            sizeBytes > maxSizeBytes
              ? [{ field: `body.files.${index}.sizeBytes`, message: 'is over the limit' }]
              : [],
          );
          if (errors.length > 0) throw new ServerRefusal(422, { errors });
          const uploads = files.map(({ fileName }) => {
            const id = `document-${documents.length}`;
            add({ id, fileName, parentDocumentId: null, status: 'awaiting_upload' });
            return { documentId: id, fileName, url: formUrl, fields: { key: id }, expiresAt: '' };
          });
          return { batchId, uploads };
        },
        'GET /api/v1/documents': () => {
          before('listDocuments');
          const data = documents.toReversed();
          for (const arrive of arriving.splice(0)) arrive();
          return { data, nextCursor: null };
        },
      },
      upload: async (name) => {
        await server.upload?.(name);
        arriving.push(() => {
          const at = documents.findIndex(({ fileName }) => fileName === name);
          documents[at] = { ...(documents[at] as Document), status: statuses[name] ?? 'completed' };
        });
      },
    },
    folder,
  );
  for (const each of embedded) add({ ...each, id: each.fileName, parentDocumentId: 'document-0' });
  const fault = await ingest(context, { paths: ['in'], caseName: 'Lease' }).catch((error: Error) => error);
  const report = printed.map((line) => JSON.parse(line))[0];
  return { fault, report, told, stop };
}

it('takes the files that a refusal names out, and sends the others', async () => {
  const folder = makeFolder(['a.txt', 'b.txt', `c${'c'.repeat(30)}.txt`, 'd.txt']);
  const { fault, report } = await run(folder, { maxSizeBytes: 20 });
  expect(report).toMatchObject({ caseId: 'case', batchId: 'batch' });
  expect(report.documents.map(({ fileName }: Document) => fileName)).toEqual(['a.txt', 'b.txt', 'd.txt']);
  expect(report.notSent).toEqual([
    {
      documentId: null,
      path: join(folder, 'in', `c${'c'.repeat(30)}.txt`),
      reason: 'its size is over the limit',
    },
  ]);
  expect(fault).toMatchObject({ code: 'failure', message: '1 file was not sent.' });
});

it('announces no file with a name that is refused, or that is gone', async () => {
  const folder = makeFolder(['a.txt', 'b\u0007.txt', 'c\\d.txt', 'e.txt', 'f.txt']);
  const { report, told } = await run(folder, {
    before: (operation) => {
      if (operation === 'listCases') rmSync(join(folder, 'in', 'f.txt'));
      if (operation === 'createUploads') rmSync(join(folder, 'in', 'e.txt'));
    },
  });
  expect(report.notSent).toMatchObject([
    { documentId: null, reason: 'its name must not hold control or formatting characters' },
    { documentId: null, reason: 'its name must be a file name without path parts' },
    { documentId: null, reason: 'not there' },
    { documentId: 'document-1', reason: 'it was changed or taken away meanwhile' },
  ]);
  expect(told).toHaveLength(4);
});

it('reports when all files are refused', async () => {
  const { fault, report } = await run(makeFolder(['a.txt']), { maxSizeBytes: 1 });
  expect(report).toMatchObject({ caseId: 'case', batchId: null, documents: [], notSent: [{}] });
  expect(fault).toMatchObject({ code: 'failure' });
});

it('waits for and reports what was sent when the server refuses the rest', async () => {
  let announcements = 0;
  const files = Array.from({ length: 130 }, (_, index) => `${index}.txt`);
  const { fault, report } = await run(makeFolder(files), {
    before: (operation) => {
      if (operation !== 'createUploads') return;
      announcements += 1;
      if (announcements === 2) throw new ServerRefusal(409, { detail: 'The case is archived.' });
    },
  });
  expect(fault).toMatchObject({ status: 409 });
  expect(report.documents).toHaveLength(100);
  expect(report.notSent).toHaveLength(30);
  expect(report.notSent[0].reason).toContain('The case is archived.');
});

it('outlives a server that is away for a moment, and reports when it stays away', async () => {
  let polls = 0;
  const failing = (until: number) => (operation: string) => {
    if (operation !== 'listDocuments') return;
    polls += 1;
    if (polls < until) throw new Error('ECONNRESET');
  };
  const back = await run(makeFolder(['a.txt']), { before: failing(5) });
  expect(back.fault).toBeUndefined();
  expect(back.told).toEqual(['http://x does not answer (ECONNRESET); trying again.']);
  const gone = await run(makeFolder(['a.txt']), { before: failing(Number.POSITIVE_INFINITY) });
  expect(gone.fault).toMatchObject({ code: 'unreachable' });
  expect(gone.report).toEqual({ caseId: 'case', batchId: 'batch', documents: [], notSent: [] });
});

it('sends an upload again, and tells of a server that does not take it', async () => {
  const tries: string[] = [];
  const { report } = await run(makeFolder(['a.txt', 'b.txt']), {
    upload: async (fileName) => {
      tries.push(fileName);
      if (fileName === 'a.txt' || tries.length < 3) throw new Error('ECONNREFUSED');
    },
  });
  expect(report.notSent).toMatchObject([{ reason: 'http://s3 does not answer (ECONNREFUSED)' }]);
  expect(report.documents.map(({ status }: Document) => status)).toEqual(['awaiting_upload', 'completed']);
});

it('fails for a file that was named, not for one inside of it', async () => {
  const embedded = [
    { fileName: 'signature.png', status: 'rejected' },
    { fileName: 'lease.pdf', status: 'completed' },
  ] as const;
  const mail = await run(makeFolder(['mail.eml']), { embedded });
  expect(mail.fault).toBeUndefined();
  expect(mail.told).toEqual(['1 of 2 files inside of others could not be read.']);
  const rejected = await run(makeFolder(['mail.eml', 'x.pdf']), {
    embedded,
    statuses: { 'x.pdf': 'rejected' },
  });
  expect(rejected.fault).toMatchObject({ code: 'failure', message: '1 of 2 documents could not be read.' });
});
