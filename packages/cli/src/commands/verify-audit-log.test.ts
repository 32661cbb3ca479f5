import { expect, it } from 'vitest';
import { makeContext } from '../testing/fake-context.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

const serverOf = (answer: unknown) =>
  makeContext({ answers: { 'POST /api/v1/audit-log/verify': () => answer } });

it('says that the log is as it was written, and how long it is', async () => {
  const { context, printed } = serverOf({ valid: true, entries: 12 });
  await verifyAuditLog({ ...context, json: false });
  expect(printed).toEqual(['The audit log is as it was written: 12 entries.']);
});

it('fails with the first bad entry, also where the answer is JSON', async () => {
  const firstInvalid = { sequence: 3, id: 'e', fault: 'changed', detail: 'Its hash is wrong.' };
  const { context, printed } = serverOf({ valid: false, entries: 12, firstInvalid });
  const fault = {
    code: 'failure',
    message:
      'The audit log is not as it was written. The first bad entry is 3 (e), changed: Its hash is wrong.',
  };
  await expect(verifyAuditLog({ ...context, json: false })).rejects.toMatchObject(fault);
  expect(printed).toEqual([]);
  await expect(verifyAuditLog(context)).rejects.toMatchObject(fault);
  expect(printed.map((line) => JSON.parse(line))).toEqual([{ valid: false, entries: 12, firstInvalid }]);
});
