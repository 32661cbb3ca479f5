import type { RouteContract, RouteRequest, RouteResponseBody } from '@elenchus/contracts/platform/route';
import type { ServiceContext, UserContext } from '@elenchus/core/platform/context';
import { newUuid } from '@elenchus/core/platform/ids';
import type { Ports } from '@elenchus/core/platform/ports';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { currentEnvironment } from '../env.ts';
import { createLogger } from '../logging/logger.ts';
import { makePorts, type PortFactories } from '../ports/port-factory.ts';
import { identitySettings } from '../ports/settings.ts';
import { authorize } from './authorize.ts';
import { InvalidAnswerError } from './invalid-answer-error.ts';
import { parseRequest } from './parse-request.ts';
import { problemAnswers } from './problem-answers.ts';
import { requestLog } from './request-log.ts';
import { respond } from './respond.ts';

type RouteContext<C extends RouteContract, P extends keyof Ports> = C['auth'] extends {
  readonly kind: 'user';
}
  ? UserContext<P>
  : ServiceContext<P>;

type Handle<C extends RouteContract, P extends keyof Ports> = (
  request: RouteRequest<C> & { readonly ctx: RouteContext<C, P> },
) => Promise<RouteResponseBody<C>>;

/**
 * Makes the Lambda handler of a route. Sign-in, role, validation, the check of the answer, error answers and
 * logs come from the contract; `handle` gets what is left: call a service, give its result.
 */
export function serveRoute<const C extends RouteContract, P extends keyof Ports>(
  contract: C,
  factories: PortFactories<P>,
  handle: Handle<C, P>,
) {
  let ports: Pick<Ports, P> | undefined;
  const answer = async (
    event: APIGatewayProxyEventV2,
    { functionName }: Context,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const { requestId } = event.requestContext;
    const ctx = {
      clock: () => new Date(),
      newId: newUuid,
      logger: createLogger({ operation: contract.operation, requestId, functionName }),
    };
    ports ??= makePorts(factories, currentEnvironment());
    const principal =
      contract.auth.kind === 'user'
        ? await authorize(
            { ...ctx, ports: { ...asDatabase(ports), identity: identitySettings(currentEnvironment()) } },
            contract.auth,
            event.headers['authorization'],
          )
        : {};
    const request = parseRequest(contract, event);
    const context = { ...ctx, ports, ...principal } as unknown as RouteContext<C, P>;
    const body = await handle({ ...request, ctx: context });
    return respond(contract.success, checkAnswer(contract, body), requestId);
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(requestLog(contract.operation))
    .use(problemAnswers(contract.operation))
    .handler(answer);
}

function asDatabase(ports: Partial<Ports>): Pick<Ports, 'db'> {
  if (ports.db === undefined) throw new Error('a route for signed-in users needs the port `db`');
  return { db: ports.db };
}

/** Also drops fields that the contract does not name. */
function checkAnswer(contract: RouteContract, body: unknown): unknown {
  if (contract.success.body === undefined) return undefined;
  const result = contract.success.body.safeParse(body);
  if (!result.success) throw new InvalidAnswerError(result.error.issues.map((issue) => issue.path.join('.')));
  return result.data;
}
