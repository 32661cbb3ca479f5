import { ingestionInput } from '@elenchus/contracts/documents/ingestion';
import type { Context } from 'aws-lambda';
import { expect, it, vi } from 'vitest';
import { serveTask } from './serve-task.ts';

const context = { awsRequestId: 'r1' } as Context;
const input = { organizationId: crypto.randomUUID(), documentId: crypto.randomUUID(), attempt: 1 };

it('gives the service the organization of its input, and its result back', async () => {
  const handler = serveTask('aTask', ingestionInput, {}, async ({ ctx, input: { attempt } }) => [
    ctx.organizationId,
    attempt,
  ]);
  expect(await handler(input, context)).toEqual([input.organizationId, 1]);
});

it('lets no word of a document out with a fault', async () => {
  const secret = 'Failed query: insert ... params: The secret clause';
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const handler = serveTask('aTask', ingestionInput, {}, async () => {
    throw new RangeError(secret);
  });
  const fault = await handler(input, context).then(
    () => expect.fail('did not fail'),
    (error: Error) => error,
  );
  const written = log.mock.calls.map(([line]) => String(line)).join('');
  log.mockRestore();
  expect([fault.name, `${fault.message}${fault.stack}`.includes('secret')]).toEqual(['RangeError', false]);
  expect(written).toContain('task.failed');
  expect(written).not.toContain('secret');
});

it('refuses an input that does not fit', async () => {
  const handler = serveTask('aTask', ingestionInput, {}, async () => undefined);
  await expect(handler({ ...input, attempt: 0 }, context)).rejects.toThrow();
});
