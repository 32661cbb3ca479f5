import type { LegalCase } from '@elenchus/contracts/cases/models';
import { listCases } from '@elenchus/contracts/cases/routes';
import type { CommandContext } from './command.ts';
import { CliError } from './exit-codes.ts';

type Finder = Pick<CommandContext, 'api' | 'tell'>;

/**
 * The case whose id, title or matter number is exactly the name, letter case aside; where there is none, the only
 * case of the client of that name, which is told. Throws `CliError` (usage) when several fit.
 */
export async function findCaseIfAny({ api, tell }: Finder, name: string): Promise<LegalCase | undefined> {
  const wanted = name.trim().toLowerCase();
  const isWanted = (each: string | null) => each?.toLowerCase() === wanted;
  const cases = await Array.fromAsync(api.all(listCases, { query: { limit: 100 } }));
  const called = cases.filter((each) => [each.id, each.title, each.matterNumber].some(isWanted));
  const ofClient = cases.filter(({ clientName }) => isWanted(clientName));
  const [first, ...others] = called.length > 0 ? called : ofClient;
  if (others.length > 0) {
    const ids = [first, ...others].map((each) => each?.id).join(', ');
    const whose = called.length > 0 ? 'are called' : 'are of the client';
    throw new CliError('usage', `Several cases ${whose} "${name}". Name one by its id: ${ids}`);
  }
  if (first !== undefined && called.length === 0) {
    tell(`Taken: the only case of the client ${first.clientName}, "${first.title ?? ''}" (${first.id}).`);
  }
  return first;
}

/** As `findCaseIfAny`; throws `CliError` (usage) also when there is none. */
export async function findCase(finder: Finder, name: string): Promise<LegalCase> {
  const found = await findCaseIfAny(finder, name);
  if (found === undefined) throw new CliError('usage', `There is no case "${name}".`);
  return found;
}
