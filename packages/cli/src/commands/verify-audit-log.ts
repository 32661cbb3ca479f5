import { verifyAuditLog as route } from '@elenchus/contracts/audit/routes';
import type { CommandContext } from '../command.ts';
import { CliError } from '../exit-codes.ts';

/** Has the server check the audit log; fails when an entry is not as it was written, and names the first. */
export async function verifyAuditLog({ api, json, print }: CommandContext): Promise<void> {
  const answer = await api.call(route);
  const { entries, firstInvalid } = answer;
  if (json) print(JSON.stringify(answer));
  else if (answer.valid) print(`The audit log is as it was written: ${entries} entries.`);
  if (answer.valid) return;
  const where = firstInvalid
    ? `The first bad entry is ${firstInvalid.sequence}${firstInvalid.id === null ? '' : ` (${firstInvalid.id})`}, ${firstInvalid.fault}: ${firstInvalid.detail}`
    : 'No entry is named.';
  throw new CliError('failure', `The audit log is not as it was written. ${where}`);
}
