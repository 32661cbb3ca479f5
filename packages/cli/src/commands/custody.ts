import type { AuditEntry, NamedActor } from '@elenchus/contracts/audit/models';
import { getDocumentCustody } from '@elenchus/contracts/audit/routes';
import type { CommandContext } from '../command.ts';

/** Prints the chain of custody of a document, oldest first; as JSON it is all of it in one object. */
export async function custody({ api, json, print }: CommandContext, documentId: string): Promise<void> {
  const actors = new Map<string, NamedActor>();
  const entries: AuditEntry[] = [];
  let file: { readonly fileName: string | null; readonly sha256: string | null } | undefined;
  for await (const page of api.pages(getDocumentCustody, { params: { documentId }, query: { limit: 100 } })) {
    const { fileName, sha256 } = page;
    file = { fileName, sha256 };
    entries.push(...page.data);
    for (const actor of page.actors) actors.set(actor.id, actor);
  }
  if (json)
    return print(JSON.stringify({ documentId, ...file, actors: [...actors.values()], data: entries }));
  print(`${file?.fileName ?? documentId}, SHA-256 ${file?.sha256 ?? 'unknown: no file has arrived'}`);
  for (const entry of entries) print(entryLine(entry, actors));
}

/** `418  2026-09-14T09:05:00.000Z  document.deleted  Ada Lovelace <ada@firm.example>, 192.0.2.44  {...}`. */
function entryLine(entry: AuditEntry, actors: ReadonlyMap<string, NamedActor>): string {
  const { sequence, occurredAt, action, actor, ipAddress, details } = entry;
  const known = actors.get(actor.id ?? '');
  const name = known ? `${known.name}${known.email === null ? '' : ` <${known.email}>`}` : actor.type;
  const place = ipAddress === null ? '' : `, ${ipAddress}`;
  return `${sequence}  ${occurredAt}  ${action.padEnd(20)}  ${name}${place}  ${JSON.stringify(details)}`;
}
