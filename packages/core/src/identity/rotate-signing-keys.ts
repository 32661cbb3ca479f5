import { signingKeys } from '@elenchus/db/schema/identity';
import { withSigner } from '@elenchus/db/tenant';
import { inArray } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { nextActivation, retiredKeys } from './key-schedule.ts';
import { generateSigningKey, lockSigningKeys } from './signing-keys.ts';

/**
 * Makes a key when the newest has its age, which signs only once everybody can know it, and removes those of which no
 * token is alive; so nobody has to sign in again. Safe at any time, and beside itself.
 */
export async function rotateSigningKeys({ ctx }: { readonly ctx: ServiceContext<'db'> }): Promise<void> {
  const outcome = await withSigner(ctx, async (tx) => {
    await lockSigningKeys(tx);
    const { kid, createdAt, activatesAt } = signingKeys;
    const keys = await tx.select({ kid, createdAt, activatesAt }).from(signingKeys);
    const now = ctx.clock();
    const activation = nextActivation(keys, now);
    if (activation) {
      await tx
        .insert(signingKeys)
        .values({ ...(await generateSigningKey()), createdAt: now, activatesAt: activation });
    }
    const retired = retiredKeys(keys, now).map((key) => key.kid);
    if (retired.length > 0) await tx.delete(signingKeys).where(inArray(kid, retired));
    return { made: activation ? 1 : 0, removed: retired.length };
  });
  if (outcome.made + outcome.removed > 0) ctx.logger.info('signing_keys.rotated', outcome);
}
