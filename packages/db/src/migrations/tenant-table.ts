/**
 * Statements that give a table to its tenants: row-level security, forced also on the owner, and a policy
 * that shows and accepts only the rows of the organization that the transaction acts for.
 */
export function tenantTable(table: string, column = 'organization_id'): string {
  const own = `${column} = (select app_organization_id())`;
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy tenant on ${table} to app_tenant using (${own}) with check (${own});`;
}
