import type { RouteContract } from '@elenchus/contracts/platform/route';
import { describe, expect, it } from 'vitest';
import { functionTable } from '../table.ts';

const contracts = functionTable.flatMap((row) => (row.trigger === 'http' ? [row.contract] : []));
const named = (some: readonly RouteContract[]) => some.map((each) => [each.operation, each] as const);

describe('the example of', () => {
  it.each(named(contracts.filter(({ body }) => body)))('%s has a body that is taken', (_, contract) => {
    expect(contract.example?.body).toBeDefined();
    expect(contract.body?.safeParse(contract.example?.body).error?.issues).toBeUndefined();
  });

  it.each(
    named(contracts.filter(({ success }) => success.body && !success.contentType && success.status < 300)),
  )('%s has an answer that could be sent, all of it', (_, { success, example }) => {
    expect(example?.answer).toBeDefined();
    const { data, error } = success.body?.safeParse(example?.answer) ?? {};
    expect(error?.issues).toBeUndefined();
    expect(data).toEqual(example?.answer);
  });
});
