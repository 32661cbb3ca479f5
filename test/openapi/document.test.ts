import { errorCodesOf, type RouteContract } from '@elenchus/contracts/platform/route';
import { functionTable } from '@elenchus/functions/table';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../functions/openapi/build-document.ts';
import { checkExamples } from './example-check.ts';

const rows = functionTable.flatMap((row) => (row.trigger === 'http' ? [row] : []));
const document = JSON.parse(JSON.stringify(buildDocument(functionTable, '1.0.0')));

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, object>>;
}
const operationOf = ({ path, method }: RouteContract): Operation =>
  document.paths[path][method.toLowerCase()];

/** A copy with one change. */
function changed(change: (copy: typeof document) => void) {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

describe('the OpenAPI document', () => {
  it('is one of version 3.1, by an independent validator', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(document);
    expect([validator.version, valid, errors]).toEqual(['3.1', true, undefined]);
  });

  it.each([
    ['a method that there is not', changed(({ paths }) => Object.assign(paths['/health'], { look: {} }))],
    [
      'an answer without a description',
      changed(({ paths }) => delete paths['/'].get.responses[200].description),
    ],
    [
      'a place of a parameter that there is not',
      changed(({ components }) => {
        components.parameters.IfMatch.in = 'body';
      }),
    ],
  ])('would not be with %s', async (_, broken) => {
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('refers to nothing that is not there', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(names.length).toBeGreaterThan(100);
    for (const path of new Set(names)) {
      const found = path.split('/').reduce((part, name) => part?.[name], document);
      expect(found, path).toBeDefined();
    }
  });

  it('has every route of the table and no other', () => {
    const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.entries<Operation>(item as Record<string, Operation>).map(
        ([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`,
      ),
    );
    const routes = rows.map(({ contract }) => `${contract.operation}: ${contract.method} ${contract.path}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
  });
});

describe.each(rows.map((row) => [row.operation, row] as const))('%s', (_, { contract, needs }) => {
  const { security, description, responses } = operationOf(contract);

  it('names role, scope and limit', () => {
    const { auth } = contract;
    expect(security.flatMap((each) => Object.keys(each))).toEqual(
      { public: [], user: ['bearer'], any: ['bearer', 'apiKey'], super: ['bearer'] }[auth.kind],
    );
    if (auth.kind === 'super') expect(security).toEqual([{ bearer: ['superuser'] }]);
    else if (auth.kind !== 'public') expect(security[0]).toEqual({ bearer: [auth.role] });
    if (auth.kind === 'any') expect(security[1]).toEqual({ apiKey: [auth.scope] });
    expect(description.includes('requests in')).toBe(needs.includes('db'));
  });

  it('has every error code with an example', () => {
    const text = JSON.stringify(
      Object.values(responses).map((each) =>
        '$ref' in each ? document.components.responses[String(each.$ref).split('/').at(-1) ?? ''] : each,
      ),
    );
    for (const code of errorCodesOf(contract)) {
      expect(text).toContain(`"${code}":{"$ref":"#/components/examples/${code}"}`);
    }
  });
});

it('every example fits the schema beside it', () => {
  const { examples, faults } = checkExamples(document);
  expect(faults).toEqual([]);
  expect(examples).toBeGreaterThan(rows.length);
  const wrong = changed(({ paths }) => {
    paths['/api/v1/cases'].post.responses[201].content['application/json'].example.status = 'LOST';
  });
  expect(checkExamples(wrong).faults).toEqual([expect.stringContaining('/status')]);
});
