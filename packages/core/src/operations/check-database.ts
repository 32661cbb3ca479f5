import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../platform/context.ts';
import { type ComponentState, checkComponent } from './check-component.ts';

/** Whether the database answers a query. */
export function checkDatabase(ctx: ServiceContext<'db'>): Promise<ComponentState> {
  return checkComponent(() => ctx.ports.db.execute(sql`select 1`));
}
