import { createCase } from '@elenchus/contracts/cases/routes';
import { getDocumentContent } from '@elenchus/contracts/documents/routes';
import { getDocs } from '@elenchus/contracts/platform/routes';
import { expect, it } from 'vitest';
import { renderOperationFiles } from './operation-files.ts';
import { placeContracts } from './place-contracts.ts';

it('writes an object for each route that answers JSON, in the file of its folder', async () => {
  const files = renderOperationFiles(await placeContracts([createCase, getDocumentContent, getDocs]));
  expect([...files.keys()]).toEqual(['cases.ts', 'documents.ts']);
  expect(files.get('documents.ts')).toBe(
    `// Written by \`npm run openapi\`.
import type * as routes from '@elenchus/contracts/documents/routes';
import type { Operation } from '../operation.ts';

/** ${getDocumentContent.summary}. */
export const getDocumentContent: Operation<typeof routes.getDocumentContent> = {
  operation: 'getDocumentContent',
  method: 'GET',
  path: '/api/v1/documents/{documentId}/content',
};
`,
  );
});

it('imports each module that a folder of contracts has', () => {
  const contract = { ...createCase, operation: 'x', path: '/x' };
  const files = renderOperationFiles([
    { contract, folder: 'identity', module: 'routes', name: 'x' },
    { contract, folder: 'identity', module: 'member-routes', name: 'y' },
  ]);
  expect(files.get('identity.ts')?.split('\n')).toEqual([
    '// Written by `npm run openapi`.',
    "import type * as memberRoutes from '@elenchus/contracts/identity/member-routes';",
    "import type * as routes from '@elenchus/contracts/identity/routes';",
    "import type { Operation } from '../operation.ts';",
    '',
    '/** Open a case. */',
    "export const x: Operation<typeof routes.x> = { operation: 'x', method: 'POST', path: '/x' };",
    '',
    '/** Open a case. */',
    "export const y: Operation<typeof memberRoutes.y> = { operation: 'x', method: 'POST', path: '/x' };",
    '',
  ]);
});

it('does not write a client for a contract that nobody can import', async () => {
  await expect(placeContracts([{ ...createCase }])).rejects.toThrow('exports createCase');
});
