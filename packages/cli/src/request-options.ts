import { documentStatus } from '@elenchus/contracts/documents/models';
import { searchDocuments } from '@elenchus/contracts/search/routes';
import type * as z from 'zod';
import type { CommandLine } from './arguments.ts';
import { CliError } from './exit-codes.ts';

export type SearchBody = Omit<z.input<(typeof searchDocuments)['body']>, 'caseId'>;

/** The option that a field of the search is called by. */
const optionOf: Readonly<Record<string, string>> = {
  query: 'The words to search',
  'filters.dateFrom': '--from',
  'filters.dateTo': '--to',
};

/** The search that the command line asks for. Throws `CliError` (usage) that names the option that is not right. */
export function searchBody(query: string, options: CommandLine['options']): SearchBody {
  const { limit, mode, sort, type, party, tag, category, from, to } = options;
  const filters = { type, party, tag, category, dateFrom: from, dateTo: to };
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const body = {
    query,
    ...(limit === undefined ? {} : { limit: wholeNumber('--limit', limit) }),
    ...(mode === undefined ? {} : { mode }),
    ...(sort === undefined ? {} : { sort }),
    ...(isFiltered ? { filters } : {}),
  };
  const checked = searchDocuments.body.safeParse(body);
  if (checked.success) return body as SearchBody;
  throw new CliError('usage', checked.error.issues.map(describe).join(' '));
}

/** Throws `CliError` (usage) for a status that documents do not have. */
export function statusFilter(given: string | undefined): { status?: string } {
  if (given === undefined) return {};
  const status = documentStatus.safeParse(given);
  if (status.success) return { status: status.data };
  throw new CliError('usage', `--status "${given}" is none of ${documentStatus.options.join(', ')}.`);
}

function wholeNumber(option: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new CliError('usage', `${option} "${given}" is no whole number.`);
}

function describe({ path, message }: z.core.$ZodIssue): string {
  const field = path.join('.');
  return `${optionOf[field] ?? `--${String(path.at(-1))}`}: ${message}.`;
}
