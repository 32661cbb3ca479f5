import { hashPassword } from '@elenchus/core/identity/hash-password';
import { login } from '@elenchus/core/identity/login';
import { requestPasswordReset } from '@elenchus/core/identity/request-password-reset';
import type { ServiceContext } from '@elenchus/core/platform/context';
import { ProblemError } from '@elenchus/core/platform/errors';
import { newUuid } from '@elenchus/core/platform/ids';
import { openDatabase, settingsFromUrl } from '@elenchus/db/database';
import { organizations, users } from '@elenchus/db/schema/identity';
import { withTenant } from '@elenchus/db/tenant';
import { type Figure, reportBench } from './bench-report.ts';
import { startBenchServer, withMigrated } from './bench-server.ts';

const samples = 500;
/** These take 0.3 s each. */
const resetSamples = 100;
/** Pairs that come first and are not counted. */
const warmUp = 25;

type Context = ServiceContext<'db' | 'identity' | 'mailQueue'>;
type Call = (email: string) => Promise<void>;

/** Milliseconds of each call, with addresses that are registered and with others. */
interface Times {
  readonly registered: number[];
  readonly unknown: number[];
}

/** Whether the time of an answer tells that an address is registered: wrong passwords, and forgotten ones. */
export async function run(): Promise<void> {
  const server = await startBenchServer();
  try {
    await withMigrated(server, async ({ loginUrl }) => {
      const { db, close } = openDatabase(settingsFromUrl(loginUrl, 4));
      const ctx = contextOf(db);
      const addresses = await register(ctx, samples + resetSamples + 2 * warmUp);
      const signIns = await measure(samples, addresses.splice(0, samples + warmUp), (email) =>
        login({ ctx, input: { email, password: 'Wrong-Password-1' } }).then(
          () => {
            throw new Error('a wrong password was right');
          },
          (error: unknown) => {
            if (!(error instanceof ProblemError) || error.code !== 'invalid_credentials') throw error;
          },
        ),
      );
      const resets = await measure(resetSamples, addresses, (email) =>
        requestPasswordReset({ ctx, input: { email } }),
      );
      await close();
      const figures = [
        ...figuresOf('sign-in', signIns, 0.05),
        ...figuresOf('forgotten password', resets, 0.1),
      ];
      reportBench('sign-in', figures, { signIns, resets });
    });
  } finally {
    await server.stop();
  }
}

function contextOf(db: Context['ports']['db']): Context {
  const identity = {
    publicUrl: 'https://api.example',
    issuer: 'https://api.example',
    accessTokenMinutes: 30,
    refreshTokenDays: 7,
    rateLimits: null,
  };
  return {
    clock: () => new Date(),
    newId: newUuid,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    origin: { requestId: 'bench', ipAddress: null, userAgent: null },
    ports: { db, identity, mailQueue: { enqueue: async () => {} } },
  };
}

/** So many users of one organization. */
async function register(ctx: Context, count: number): Promise<string[]> {
  const organizationId = newUuid();
  const passwordHash = await hashPassword('Sound-Password-1');
  const createdAt = ctx.clock();
  const rows = Array.from({ length: count }, () => ({
    id: newUuid(),
    organizationId,
    email: `${newUuid()}@registered.example`,
    passwordHash,
    fullName: 'Somebody',
    role: 'viewer' as const,
    createdAt,
  }));
  await withTenant({ ...ctx, organizationId }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, name: 'Bench', createdAt });
    await tx.insert(users).values(rows);
  });
  return rows.map(({ email }) => email);
}

/** Each address once, beside an unknown one, in an order that chance decides. */
async function measure(count: number, addresses: readonly string[], call: Call): Promise<Times> {
  const times: Times = { registered: [], unknown: [] };
  for (const [number, email] of addresses.slice(0, count + warmUp).entries()) {
    const pair = [
      ['registered', email],
      ['unknown', `${newUuid()}@unknown000.example`],
    ] as const;
    for (const [kind, address] of Math.random() < 0.5 ? pair : pair.toReversed()) {
      const startMs = performance.now();
      await call(address);
      if (number >= warmUp) times[kind].push(performance.now() - startMs);
    }
  }
  return times;
}

function figuresOf(what: string, { registered, unknown }: Times, atMost: number): Figure[] {
  const told = shareSlower(registered, unknown);
  return [
    ...Object.entries({ registered, unknown }).flatMap(([kind, values]) =>
      [0.25, 0.5, 0.75].map((share) => ({
        name: `${what}, ${kind}: ms`,
        value: quantile(values, share),
        note: share === 0.5 ? 'median' : `${share * 100} % are faster`,
      })),
    ),
    {
      name: `${what}: how far from a toss-up it is which of the two is slower`,
      value: Math.abs(told - 0.5),
      atMost,
      note: `registered is slower in ${(told * 100).toFixed(1)} % of ${registered.length} x ${unknown.length} pairs`,
    },
  ];
}

/** Of all pairs, the share in which the first is slower (the area under the ROC curve); ties count half. */
function shareSlower(first: readonly number[], second: readonly number[]): number {
  const wins: number[] = first.flatMap((a) => second.map((b) => (1 + Math.sign(a - b)) / 2));
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
