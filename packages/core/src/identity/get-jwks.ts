import type { PublicJwk } from '@elenchus/contracts/identity/models';
import { withAuth } from '@elenchus/db/tenant';
import type { ServiceContext } from '../platform/context.ts';
import { listPublicKeys } from './signing-keys.ts';

/** The public keys as a JSON Web Key Set (RFC 7517). */
export async function getJwks(call: { readonly ctx: ServiceContext<'db'> }): Promise<{ keys: PublicJwk[] }> {
  return { keys: await withAuth(call.ctx, listPublicKeys) };
}
