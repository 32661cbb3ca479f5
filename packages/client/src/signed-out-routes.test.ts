import * as identity from '@elenchus/contracts/identity/routes';
import { expect, it } from 'vitest';
import { isForSignedOut } from './signed-out-routes.ts';

const contracts = Object.values(identity).filter((exported) => 'operation' in exported);

it('knows the writes that need no sign-in', () => {
  const open = contracts.filter(({ method, auth }) => method !== 'GET' && auth.kind === 'public');
  expect(contracts.filter(isForSignedOut)).toEqual(open);
  expect(open.map(({ operation }) => operation)).toContain('refreshSession');
});
