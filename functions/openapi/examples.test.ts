import { expect, it } from 'vitest';
import { functionTable } from '../table.ts';

const contracts = functionTable.flatMap((row) => (row.trigger === 'http' ? [row.contract] : []));

it.each(contracts.filter(({ body }) => body).map((contract) => [contract.operation, contract] as const))(
  'the body in the example of %s is a valid one',
  (_, { body, example }) => {
    expect(body?.safeParse(example?.body).error?.issues).toBeUndefined();
    expect(example?.body).toBeDefined();
  },
);
