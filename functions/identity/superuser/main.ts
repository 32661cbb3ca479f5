/** `npm run superuser`: who operates the platform, in the database of `DATABASE_URL`, as its owner. */
import { email as emailField } from '@elenchus/contracts/platform/fields';
import { listSuperusers, markSuperuser } from '@elenchus/core/identity/mark-superuser';
import { newUuid } from '@elenchus/core/platform/ids';
import { settingsFromUrl } from '@elenchus/db/database';
import { openOwnerConnection, ownerDatabaseOf } from '@elenchus/db/owner-database';

const usage = `Usage: npm run superuser -- grant <email>
       npm run superuser -- revoke <email>
       npm run superuser -- list`;

type Command = { readonly verb: 'list' } | { readonly verb: 'grant' | 'revoke'; readonly email: string };

/** Undefined for what is not a command; @throws for what is not an address */
function readCommand([verb, address, ...more]: readonly string[]): Command | undefined {
  if (verb === 'list') return address === undefined ? { verb } : undefined;
  if ((verb !== 'grant' && verb !== 'revoke') || address === undefined || more.length > 0) return undefined;
  const email = emailField.safeParse(address);
  if (!email.success) throw new Error(`"${address}" is not an e-mail address.`);
  return { verb, email: email.data };
}

async function run(command: Command, databaseUrl: string): Promise<void> {
  const sql = await openOwnerConnection(settingsFromUrl(databaseUrl, 1));
  try {
    const ctx = {
      clock: () => new Date(),
      newId: newUuid,
      origin: { requestId: newUuid(), ipAddress: null, userAgent: 'npm run superuser' },
      ports: { db: ownerDatabaseOf(sql) },
    };
    if (command.verb === 'list') {
      const all = await listSuperusers({ ctx });
      for (const { email, isActive } of all) console.log(isActive ? email : `${email} (deactivated)`);
      if (all.length === 0) console.log('Nobody.');
      return;
    }
    const { email, verb } = command;
    const isSuperuser = verb === 'grant';
    const isChanged = await markSuperuser({ ctx, input: { email, isSuperuser } });
    const what = isSuperuser ? 'a superuser' : 'no superuser';
    console.log(`${email} is ${isChanged ? 'now' : 'already'} ${what}.`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function main(databaseUrl: string | undefined): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command === undefined || databaseUrl === undefined || databaseUrl === '') {
    console.error(command === undefined ? usage : 'Set DATABASE_URL to the PostgreSQL, as its owner.');
    return 2;
  }
  await run(command, databaseUrl);
  return 0;
}

/** What the database said, rather than what it was asked. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isOlder = cause instanceof Error && 'code' in cause && cause.code === '42703';
  if (isOlder)
    return 'The database is older than this program: start the server once, which brings it up to date.';
  return cause instanceof Error ? cause.message : String(cause);
}

try {
  process.exitCode = await main(process.env['DATABASE_URL']);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
