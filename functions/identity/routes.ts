import * as contracts from '@elenchus/contracts/identity/routes';
import { type FunctionRow, http } from '../function-row.ts';

export const identityFunctions: readonly FunctionRow[] = [
  // argon2id takes 19 MiB and CPU in proportion to the memory setting.
  http('identity', contracts.register, { needs: ['db'], memoryMb: 1024 }),
  http('identity', contracts.login, { needs: ['db'], memoryMb: 1024 }),
  http('identity', contracts.refreshSession, { needs: ['db'] }),
  http('identity', contracts.getMe, { needs: ['db'] }),
  http('identity', contracts.getJwks, { needs: ['db'] }),
];
