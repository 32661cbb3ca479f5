import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Contracts of public filings as PDF; they are not part of the repository. */
export const contractsFolder = join(import.meta.dirname, '../../../shared/data/contracts/pdf');

/** Paths of the contracts, in the order of their names. */
export function contractPaths(): string[] {
  return readdirSync(contractsFolder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(contractsFolder, name));
}
