import { documentStatus } from '@elenchus/contracts/documents/models';
import { auditHeads } from '@elenchus/db/schema/audit';
import { documents } from '@elenchus/db/schema/documents';
import { organizations, sessions, users } from '@elenchus/db/schema/identity';
import { outboundMails } from '@elenchus/db/schema/outbound-mails';
import { withAuth, withJobs } from '@elenchus/db/tenant';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { formatMetrics, type Gauge } from './format-metrics.ts';

type Context = ServiceContext<'db'>;
type Counts = readonly { readonly name: string; readonly count: number }[];

const mailStates = ['queued', 'sent', 'failed'] as const;

/** Figures of all organizations together, from the database, as Prometheus reads them. */
export async function getMetrics({ ctx }: { readonly ctx: Context }): Promise<string> {
  const work = await countWork(ctx);
  const accounts = await countAccounts(ctx);
  return formatMetrics([
    gauge('elenchus_documents', 'Documents by status.', 'status', documentStatus.options, work.documents),
    gauge('elenchus_outbound_mails', 'Mails by state.', 'state', mailStates, work.mails),
    single(
      'elenchus_audit_heads_unanchored',
      'Audit logs with entries since their last copy outside of the database.',
      work.unanchored,
    ),
    single('elenchus_organizations_active', 'Organizations that are not closed.', accounts.organizations),
    single('elenchus_users_active', 'Users who are not deactivated.', accounts.users),
    single('elenchus_sessions_active', 'Sessions that have neither ended nor expired.', accounts.sessions),
  ]);
}

/** The jobs see these across tenants anyway, and of each row little more than its state. */
function countWork(ctx: Context) {
  return withJobs(ctx, async (tx) => {
    const byStatus = await tx
      .select({ name: documents.status, count: count() })
      .from(documents)
      .groupBy(documents.status);
    const byState = await tx
      .select({ name: outboundMails.state, count: count() })
      .from(outboundMails)
      .groupBy(outboundMails.state);
    const unanchored = await tx.$count(auditHeads, gt(auditHeads.sequence, auditHeads.anchoredSequence));
    return { documents: byStatus, mails: byState, unanchored };
  });
}

/** What sign-in looks through anyway: nobody gets a right for the sake of a figure. */
function countAccounts(ctx: Context) {
  return withAuth(ctx, async (tx) => ({
    organizations: await tx.$count(organizations, eq(organizations.isActive, true)),
    users: await tx.$count(users, eq(users.isActive, true)),
    sessions: await tx.$count(sessions, and(isNull(sessions.revokedAt), gt(sessions.expiresAt, ctx.clock()))),
  }));
}

/** A sample for each name there can be, so that none is missing while its count is 0. */
function gauge(name: string, help: string, label: string, names: readonly string[], counts: Counts): Gauge {
  const countOf = (each: string) => counts.find((row) => row.name === each)?.count ?? 0;
  return {
    name,
    help,
    samples: names.map((each) => ({ labels: { [label]: each }, value: countOf(each) })),
  };
}

function single(name: string, help: string, value: number): Gauge {
  return { name, help, samples: [{ labels: {}, value }] };
}
