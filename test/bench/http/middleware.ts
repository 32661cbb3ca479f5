import { createCase } from '@elenchus/contracts/cases/routes';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { getLiveness } from '@elenchus/contracts/platform/routes';
import { signAccessToken } from '@elenchus/core/identity/access-token';
import { newUuid } from '@elenchus/core/platform/ids';
import type { IdentitySettings } from '@elenchus/core/platform/settings';
import { identifyCaller } from '@elenchus/lambda/http/identify-caller';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { identitySettings } from '@elenchus/lambda/ports/settings';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { exportJWK, generateKeyPair } from 'jose';
import { reportBench } from '../bench-report.ts';
import { inTurns, median } from '../rounds.ts';
import { answeringDatabase } from './answering-database.ts';

const environment = { ELENCHUS_PUBLIC_URL: 'https://api.example' };
const roundCount = 15;
const callsPerRound = 1000;

const contract = {
  operation: 'benchRoute',
  method: 'POST',
  path: '/api/v1/bench',
  tag: 'Bench',
  summary: '',
  auth: { kind: 'any', role: 'viewer', scope: 'cases:write' },
  body: createCase.body,
  success: getLiveness.success,
  errors: [],
} as const satisfies RouteContract;

/** A minimal route with everything around it, beside its bare handler and beside sign-in and counting alone. */
export async function measureMiddleware(): Promise<void> {
  Object.assign(process.env, environment);
  const { token, db } = await callerAndDatabase(identitySettings(environment));
  const body = JSON.stringify({ clientName: 'Harbour Line', matterNumber: 'M-1' });
  const event = eventOf(token, body);
  const context = { functionName: 'bench' } as Context;

  const bare = async ({ body: text }: APIGatewayProxyEventV2) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: '1', ...JSON.parse(text ?? '') }),
  });
  const whole = serveRoute(contract, { db: () => db }, async () => ({ status: 'healthy' as const }));
  const ctx = {
    clock: () => new Date(),
    newId: newUuid,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    origin: { requestId: 'bench', ipAddress: '203.0.113.1', userAgent: null },
    ports: { db, identity: identitySettings(environment) },
  };
  const identify = () => identifyCaller(ctx, contract, event.headers);

  const first = await silently(() => whole(event, context));
  if (first.statusCode !== 200) throw new Error(`The route answered ${first.statusCode}: ${first.body}`);

  const turn = (name: string, call: () => Promise<unknown>) => ({
    name,
    rounds: roundCount,
    round: async () => ({
      cpuSeconds: 0,
      wallSeconds: 0,
      achieved: { microseconds: await silently(() => timed(call)) },
    }),
  });
  const rounds = await inTurns([
    turn('bare handler', () => bare(event)),
    turn('whole route', () => whole(event, context)),
    turn('signature, hash and SQL', identify),
  ]);
  const of = (name: string) =>
    median((rounds.get(name) ?? []).map(({ achieved }) => achieved['microseconds'] ?? 0));
  const [bareUs, wholeUs, identifyUs] = [
    of('bare handler'),
    of('whole route'),
    of('signature, hash and SQL'),
  ];
  reportBench(
    'http-middleware',
    [
      { name: 'bare handler, us', value: bareUs },
      { name: 'whole route, us', value: wholeUs },
      { name: 'of it signature, hash and SQL without a database, us', value: identifyUs },
      {
        name: 'all the rest, us',
        value: wholeUs - identifyUs - bareUs,
        atMost: 100,
        note: 'issue: at most 150',
      },
    ],
    Object.fromEntries(rounds),
  );
}

/**
 * Processor microseconds per call, those of all threads, one call after the other, as an instance of Lambda has them;
 * the time that passes depends on what else the machine does.
 */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let number = 0; number < callsPerRound; number += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
}

/** Logs are written, but not to the terminal. */
async function silently<T>(work: () => Promise<T>): Promise<T> {
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}

async function callerAndDatabase(settings: IdentitySettings) {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = { ...(await exportJWK(pair.privateKey)), kid: 'k1' };
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1' };
  const claims = { userId: newUuid(), organizationId: newUuid(), sessionId: newUuid() };
  const token = await signAccessToken(claims, key, settings, new Date());
  const windowEnd = new Date(Date.now() + 600_000).toISOString();
  const values: Readonly<Record<string, unknown>> = {
    '"users"."role"': 'attorney',
    '"users"."organization_id"': claims.organizationId,
    '"users"."is_superuser"': false,
  };
  const db = answeringDatabase((statement) => {
    if (statement.startsWith('select "users"')) {
      const [list = ''] = statement.slice('select '.length).split(' from "users"');
      return [list.split(', ').map((column) => values[column] ?? [publicKey])];
    }
    if (statement.startsWith('insert into "rate_limits"')) return [[`write:${claims.userId}`, 1, windowEnd]];
    return [];
  });
  return { token, db };
}

function eventOf(token: string, body: string): APIGatewayProxyEventV2 {
  const http = {
    method: 'POST',
    path: contract.path,
    protocol: 'HTTP/1.1',
    sourceIp: '203.0.113.1',
    userAgent: 'x',
  };
  return {
    version: '2.0',
    routeKey: `POST ${contract.path}`,
    rawPath: contract.path,
    rawQueryString: '',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'bench',
      domainName: 'api.example',
      domainPrefix: 'api',
      http,
      requestId: 'bench',
      routeKey: `POST ${contract.path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    body,
    isBase64Encoded: false,
  };
}
