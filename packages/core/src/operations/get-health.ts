import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { ProblemError } from '../platform/errors.ts';
import { checkComponent } from './check-component.ts';
import { checkDatabase } from './check-database.ts';

/** The state of each part. Throws `not_ready`, naming the parts that do not answer. */
export async function getHealth(call: { readonly ctx: ServiceContext<'db' | 'objects'> }) {
  const { db, objects } = call.ctx.ports;
  const [database, vectors, storage] = await Promise.all([
    checkDatabase(call.ctx),
    checkComponent(() => db.execute(sql`select '[1,2]'::vector <=> '[2,1]'::vector`)),
    checkComponent(() => objects.check()),
  ]);
  const components = { database, vectors, storage };
  const unhealthy = Object.entries(components).flatMap(([name, state]) =>
    state.status === 'healthy' ? [] : [name],
  );
  if (unhealthy.length > 0) throw new ProblemError('not_ready', `Not answering: ${unhealthy.join(', ')}.`);
  return { status: 'healthy' as const, components };
}
