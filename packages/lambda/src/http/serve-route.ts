import type { RouteContract, RouteRequest, RouteResponseBody } from '@elenchus/contracts/platform/route';
import type { Principal } from '@elenchus/core/identity/authenticate';
import type { CallerContext, ServiceContext, UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import type { Ports } from '@elenchus/core/platform/ports';
import type { IdentitySettings } from '@elenchus/core/platform/settings';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { currentEnvironment } from '../env.ts';
import { createLoggers } from '../logging/logger.ts';
import { makePorts, type PortFactories } from '../ports/port-factory.ts';
import { identitySettings } from '../ports/settings.ts';
import { answerProblem } from './answer-problem.ts';
import { identifyCaller, requireAllowed } from './identify-caller.ts';
import { InvalidAnswerError } from './invalid-answer-error.ts';
import { onceForKey } from './once-for-key.ts';
import { originOf } from './origin.ts';
import { parseRequest } from './parse-request.ts';
import { rateLimitHeaders, requireWithinLimits } from './rate-limits.ts';
import { requestLog } from './request-log.ts';
import { respond } from './respond.ts';

type RouteContext<C extends RouteContract, P extends keyof Ports> = C['auth'] extends { readonly kind: 'any' }
  ? CallerContext<P>
  : C['auth'] extends { readonly kind: 'user' | 'super' }
    ? UserContext<P>
    : ServiceContext<P>;

type Handle<C extends RouteContract, P extends keyof Ports> = (
  request: RouteRequest<C> & { readonly ctx: RouteContext<C, P> },
) => Promise<RouteResponseBody<C>>;

/**
 * Makes the Lambda handler of a route. Sign-in, role, scope, limits, validation, `Idempotency-Key`, ETags, the check of
 * the answer, error answers and logs come from the contract; `handle` gets what is left: call a service, give its
 * result.
 */
export function serveRoute<const C extends RouteContract, P extends keyof Ports>(
  contract: C,
  factories: PortFactories<P>,
  handle: Handle<C, P>,
) {
  const loggers = createLoggers();
  let instance: { ports: Pick<Ports, P>; identity: IdentitySettings | undefined } | undefined;

  const answer = async (
    event: APIGatewayProxyEventV2,
    { functionName }: Context,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const origin = originOf(event);
    const logger = loggers({ operation: contract.operation, requestId: origin.requestId, functionName });
    const headers: Record<string, string> = { 'x-request-id': origin.requestId };
    try {
      instance ??= makeInstance(contract, factories);
      const { ports } = instance;
      const ctx = { clock: () => new Date(), newId: newUuid, logger, origin, ports };
      const principal = await admit(contract, ctx, instance.identity, event, headers);
      const request = parseRequest(contract, event);
      const produce = async (context: object) => {
        const body = await handle({ ...request, ctx: context as RouteContext<C, P> });
        return respond(contract, checkAnswer(contract, body), { headers, requestHeaders: event.headers });
      };
      if (principal === undefined) return await produce(ctx);
      const caller = { ...ctx, organizationId: principal.organizationId, actor: principal.actor };
      return await onceForKey(contract, asCaller(caller), event, headers, (beforeCommit) =>
        produce({ ...caller, beforeCommit }),
      );
    } catch (error) {
      return answerProblem(error, { event, logger, headers });
    }
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(requestLog(contract.operation, loggers))
    .handler(answer);
}

/** Without a database nobody can be known and nothing counted: such a route answers everybody alike. */
function makeInstance<P extends keyof Ports>(contract: RouteContract, factories: PortFactories<P>) {
  const environment = currentEnvironment();
  const ports = makePorts(factories, environment);
  if (!('db' in ports) && contract.auth.kind !== 'public') {
    throw new Error('a route for those who sign in needs the port `db`');
  }
  return { ports, identity: 'db' in ports ? identitySettings(environment) : undefined };
}

/** Lets a caller in or throws; what the limits say goes into the headers of any answer. */
async function admit(
  contract: RouteContract,
  ctx: ServiceContext<never> & { readonly ports: Partial<Ports> },
  identity: IdentitySettings | undefined,
  event: APIGatewayProxyEventV2,
  headers: Record<string, string>,
): Promise<Principal | undefined> {
  const { db } = ctx.ports;
  if (db === undefined || identity === undefined) return undefined;
  const scope = { ...ctx, ports: { db, identity } };
  const { principal, counts } = await identifyCaller(scope, contract, event.headers);
  Object.assign(headers, rateLimitHeaders(counts));
  requireWithinLimits(counts);
  if (contract.auth.kind !== 'public' && principal) requireAllowed(contract.auth, principal);
  return principal;
}

function asCaller<P extends keyof Ports>(
  ctx: Omit<CallerContext<P>, 'ports'> & { readonly ports: Partial<Ports> },
): CallerContext<'db'> {
  const { db } = ctx.ports;
  if (db === undefined) throw new Error('a route for those who sign in needs the port `db`');
  return { ...ctx, ports: { db } };
}

/** Also drops fields that the contract does not name. */
function checkAnswer(contract: RouteContract, body: unknown): unknown {
  if (contract.success.body === undefined) return undefined;
  const result = contract.success.body.safeParse(body);
  if (!result.success) throw new InvalidAnswerError(result.error.issues.map((issue) => issue.path.join('.')));
  return result.data;
}
