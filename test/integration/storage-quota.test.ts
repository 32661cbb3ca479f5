import { createCase } from '@elenchus/core/cases/create-case';
import { createUploads } from '@elenchus/core/documents/create-uploads';
import { getOrganization } from '@elenchus/core/identity/get-organization';
import { updateOrganization } from '@elenchus/core/identity/update-organization';
import type { UserContext } from '@elenchus/core/platform/context';
import type { ObjectStore } from '@elenchus/core/platform/object-store-port';
import { documents } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditOf } from '../support/audit.ts';
import { makeTenant, openTestDatabase } from '../support/tenants.ts';

const forms: Pick<ObjectStore, 'createUploadForm'> = {
  createUploadForm: async () => ({ url: 'https://s3.example', fields: {} }),
};

/** An organization with so much space and a case to put files into. */
async function makeFirm(storageBytes: number) {
  const tenant = await makeTenant(openTestDatabase());
  const objects = forms as ObjectStore;
  const ctx = { ...tenant, ports: { ...tenant.ports, objects, uploads: { maxUploadBytes: 1_000 } } };
  await updateOrganization({ ctx, input: { quotas: { storageBytes }, ifMatch: undefined } });
  const { id: caseId } = await createCase({ ctx, input: { clientName: 'X' } });
  const announce = (...sizes: number[]) => {
    const files = sizes.map((sizeBytes, index) => ({ fileName: `${index}.txt`, sizeBytes }));
    return createUploads({ ctx, input: { caseId, files } });
  };
  return { ctx, announce, caseId };
}

const usedBytes = async (ctx: UserContext<'db'>) => (await getOrganization({ ctx })).usage.storageBytes;

it('files are taken while all of them fit, and none of them when one does not', async () => {
  const { ctx, announce } = await makeFirm(1_000);
  await announce(400, 500);
  await expect(announce(50, 51)).rejects.toMatchObject({ code: 'quota_exceeded' });
  expect(await usedBytes(ctx)).toBe(900);
  await announce(100);
  await expect(announce(1)).rejects.toMatchObject({ code: 'quota_exceeded' });
  await announce(0);
  expect(await auditOf(ctx, 'document.announced')).toHaveLength(4);
});

it('files announced at once never take more than there is', async () => {
  const { ctx, announce } = await makeFirm(1_000);
  const settled = await Promise.allSettled(Array.from({ length: 8 }, () => announce(300)));
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const codes = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['quota_exceeded']));
  expect(await usedBytes(ctx)).toBe(900);
});

it('a file that never came takes no space, one that could not be read does', async () => {
  const { ctx, announce } = await makeFirm(1_000);
  const { uploads } = await announce(600, 300);
  const [lost, unread] = uploads.map(({ documentId }) => documentId);
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update ${documents} set status = 'rejected',
      failure_code = case when id = ${lost} then 'upload_expired' else 'encrypted' end where id in (${lost}, ${unread})`),
  );
  expect(await usedBytes(ctx)).toBe(300);
  await announce(700);
  expect(await usedBytes(ctx)).toBe(1_000);
});

it('a quota below what is used lets nothing more in, and all that is there stays', async () => {
  const { ctx, announce } = await makeFirm(1_000);
  await announce(800);
  const changed = await updateOrganization({
    ctx,
    input: { quotas: { storageBytes: 10 }, ifMatch: undefined },
  });
  expect(changed).toMatchObject({ quotas: { storageBytes: 10, users: 50 }, usage: { storageBytes: 800 } });
  await expect(announce(1)).rejects.toMatchObject({ code: 'quota_exceeded' });
});

it('the files of others take no space', async () => {
  const one = await makeFirm(1_000);
  const other = await makeFirm(1_000);
  await one.announce(900);
  await other.announce(1_000);
  expect([await usedBytes(one.ctx), await usedBytes(other.ctx)]).toEqual([900, 1_000]);
});
