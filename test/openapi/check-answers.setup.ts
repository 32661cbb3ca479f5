import { afterEach, inject } from 'vitest';
import { servedOrigins } from '../support/served-origins.ts';
import { createAnswerCheck } from './answer-check.ts';
import { checkedFetch } from './checked-fetch.ts';
import { servedDocument } from './served-document.ts';

/** Every answer that a test gets from a server under test must be one that the OpenAPI document describes. */
const apiUrl: string | undefined = inject('apiUrl');
if (apiUrl !== undefined) servedOrigins.add(new URL(apiUrl).origin);

const faults: string[] = [];
globalThis.fetch = checkedFetch(globalThis.fetch, {
  isServed: (origin) => servedOrigins.has(origin),
  check: createAnswerCheck(servedDocument),
  onFault: (fault) => faults.push(fault),
});

// The caller may have taken the error for one of the network.
afterEach(() => {
  const [fault] = faults.splice(0);
  if (fault !== undefined) throw new Error(`not as the OpenAPI document says: ${fault}`);
});
