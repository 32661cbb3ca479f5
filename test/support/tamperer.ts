import { createHash } from 'node:crypto';
import type { AuditAction } from '@elenchus/core/audit/audit-actions';
import { recordAudit } from '@elenchus/core/audit/record-audit';
import type { TenantContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import { withTenant } from '@elenchus/db/tenant';
import type postgres from 'postgres';
import { expect } from 'vitest';
import { asOwner } from './identity.ts';

/** The same context for an organization of which nothing is known but its log. */
export function elsewhere<C extends TenantContext<'db'>>(ctx: C): C {
  return { ...ctx, organizationId: newUuid() };
}

/** Writes so many entries in one transaction. */
export async function append(
  ctx: TenantContext<'db'>,
  count: number,
  action: AuditAction = 'case.created',
): Promise<void> {
  const records = Array.from({ length: count }, (_, number) => ({
    action,
    resource: { type: 'case', id: newUuid() },
    details: { number, note: 'Fjörður — 𝒜' },
  }));
  await withTenant(ctx, (tx) => recordAudit(ctx, tx, ...records));
}

export interface StoredLink {
  readonly sequence: number;
  readonly entry: string;
  readonly hash: string;
}

/** The entries of a log, read and checked by means of these tests alone: without a gap, hash upon hash, up to the head. */
export async function chainOf(ctx: TenantContext<'db'>): Promise<readonly StoredLink[]> {
  const owner = asOwner();
  const links = await new Tamperer(owner, ctx.organizationId).links();
  let before = '0'.repeat(64);
  for (const [at, { sequence, entry, hash }] of links.entries()) {
    expect([sequence, hash]).toEqual([at + 1, hashOf(before, at + 1, entry)]);
    before = hash;
  }
  const [head] = await owner`
    select sequence::int as sequence, hash from audit_heads where organization_id = ${ctx.organizationId}`;
  expect(head).toEqual({ sequence: links.length, hash: before });
  return links;
}

/** What somebody can do to a log who can write to the database as they like. */
export class Tamperer {
  readonly #sql: postgres.Sql;
  readonly #organizationId: string;

  constructor(sql: postgres.Sql, organizationId: string) {
    this.#sql = sql;
    this.#organizationId = organizationId;
  }

  async links(): Promise<StoredLink[]> {
    const rows = await this.#sql`
      select sequence::int as sequence, entry, hash from audit_log
      where organization_id = ${this.#organizationId} order by audit_log.sequence`;
    return rows.map((row) => ({ sequence: row['sequence'], entry: row['entry'], hash: row['hash'] }));
  }

  /** Another text for an entry, its hash untouched. */
  async changeText(sequence: number): Promise<void> {
    const { count } = await this.#sql`
      update audit_log set entry = replace(entry, '"note"', '"forged"')
      where organization_id = ${this.#organizationId} and sequence = ${sequence}`;
    expect(count).toBe(1);
  }

  async changeHash(sequence: number): Promise<void> {
    const { count } = await this.#sql`
      update audit_log set hash = encode(sha256(hash::bytea), 'hex')
      where organization_id = ${this.#organizationId} and sequence = ${sequence}`;
    expect(count).toBe(1);
  }

  async remove(sequence: number): Promise<void> {
    const { count } = await this.#sql`
      delete from audit_log where organization_id = ${this.#organizationId} and sequence = ${sequence}`;
    expect(count).toBe(1);
  }

  async cutAfter(sequence: number): Promise<void> {
    await this.#sql`
      delete from audit_log where organization_id = ${this.#organizationId} and sequence > ${sequence}`;
  }

  async move(from: number, to: number): Promise<void> {
    await this.#sql`
      update audit_log set sequence = ${to}
      where organization_id = ${this.#organizationId} and sequence = ${from}`;
  }

  /** Whole entries change places. */
  async swap(a: number, b: number): Promise<void> {
    await this.move(a, -1);
    await this.move(b, a);
    await this.move(-1, b);
  }

  /** Only what the entries say changes places. */
  async swapTexts(a: number, b: number): Promise<void> {
    const { count } = await this.#sql`
      update audit_log l set entry = other.entry from audit_log other
      where l.organization_id = ${this.#organizationId} and other.organization_id = l.organization_id
        and (l.sequence, other.sequence) in ((${a}, ${b}), (${b}, ${a}))`;
    expect(count).toBe(2);
  }

  async closeGap(removed: number): Promise<void> {
    for (const { sequence } of await this.links()) {
      if (sequence > removed) await this.move(sequence, sequence - 1);
    }
  }

  /** Puts an entry of one's own into the log, with a hash that follows from the entry before. */
  async insert(sequence: number): Promise<void> {
    const links = await this.links();
    const entry = links[0]?.entry ?? expect.fail('an empty log');
    const before = links.find((link) => link.sequence === sequence - 1)?.hash ?? '0'.repeat(64);
    await this.#sql`insert into audit_log (organization_id, sequence, entry, hash)
      values (${this.#organizationId}, ${sequence}, ${entry}, ${hashOf(before, sequence, entry)})`;
  }

  /** Computes hashes anew, so that they follow from each other again. */
  async rehash(from: number, to: number): Promise<void> {
    const links = await this.links();
    let before = links.find((link) => link.sequence === from - 1)?.hash ?? '0'.repeat(64);
    for (const { sequence, entry } of links) {
      if (sequence < from || sequence > to) continue;
      before = hashOf(before, sequence, entry);
      await this.#sql`update audit_log set hash = ${before}
        where organization_id = ${this.#organizationId} and sequence = ${sequence}`;
    }
  }

  /** Makes the head fit the end of the log. */
  async refitHead(): Promise<void> {
    const last = (await this.links()).at(-1);
    await this.setHead({ sequence: last?.sequence ?? 0, hash: last?.hash ?? '0'.repeat(64) });
  }

  async setHead(head: { sequence?: number; hash?: string; anchored_sequence?: number }): Promise<void> {
    const { count } = await this.#sql`
      update audit_heads set ${this.#sql(head)} where organization_id = ${this.#organizationId}`;
    expect(count).toBe(1);
  }

  async removeHead(): Promise<void> {
    const { count } = await this.#sql`
      delete from audit_heads where organization_id = ${this.#organizationId}`;
    expect(count).toBe(1);
  }
}

function hashOf(before: string, sequence: number, entry: string): string {
  return createHash('sha256').update(`${before}\n${sequence}\n${entry}`, 'utf8').digest('hex');
}
