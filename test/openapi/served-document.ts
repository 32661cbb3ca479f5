import { readFile } from 'node:fs/promises';
import type { OpenApiDocument } from './document-schemas.ts';

const file = new URL('../../functions/openapi/openapi.json', import.meta.url);

/** What `GET /openapi.json` answers; `npm run verify` tells when it is not that of the function table. */
export const servedDocument: OpenApiDocument = JSON.parse(await readFile(file, 'utf8'));
