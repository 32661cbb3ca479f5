import type { ApiClient } from '@elenchus/client/api-client';
import type { LegalCase } from '@elenchus/contracts/cases/models';
import { listCases } from '@elenchus/contracts/cases/routes';
import { CliError } from './exit-codes.ts';

/** Cases whose id, title, matter number or client is exactly the name given, letter case aside. */
export async function findCases(api: ApiClient, name: string): Promise<LegalCase[]> {
  const wanted = name.trim().toLowerCase();
  const found: LegalCase[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: LegalCase[]; nextCursor: string | null } = await api.call(listCases, {
      query: { limit: '100', ...(cursor === null ? {} : { cursor }) },
    });
    found.push(
      ...page.data.filter(({ id, title, matterNumber, clientName }) =>
        [id, title, matterNumber, clientName].some((each) => each?.toLowerCase() === wanted),
      ),
    );
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** The one case of that name. Throws `CliError` (usage) when there is none, or more than one. */
export async function findCase(api: ApiClient, name: string): Promise<LegalCase> {
  const [first, ...others] = await findCases(api, name);
  if (first === undefined) throw new CliError('usage', `There is no case "${name}".`);
  if (others.length > 0) {
    const ids = [first, ...others].map(({ id }) => id).join(', ');
    throw new CliError('usage', `Several cases are called "${name}". Name one by its id: ${ids}`);
  }
  return first;
}
