import { type RouteContract, takesIdempotencyKey } from '@elenchus/contracts/platform/route';
import type { CallerContext } from '@elenchus/core/platform/context';
import { ProblemError, ValidationError } from '@elenchus/core/platform/errors';
import { claimIdempotencyKey, type OwnedKey, type StoredAnswer } from '@elenchus/core/platform/idempotency';
import { unavailabilityOf } from '@elenchus/db/errors';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerProblem } from './answer-problem.ts';
import { respondStored } from './respond.ts';

type Produce = (
  beforeCommit: CallerContext<'db'>['beforeCommit'],
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Produces the answer, or repeats the one that the first request with the same `Idempotency-Key` got. An answer is
 * kept when it tells of success, or when something had changed before it failed; else the key is free again.
 */
export async function onceForKey(
  contract: RouteContract,
  ctx: CallerContext<'db'>,
  event: APIGatewayProxyEventV2,
  headers: Readonly<Record<string, string>>,
  produce: Produce,
): Promise<APIGatewayProxyStructuredResultV2> {
  const key = takesIdempotencyKey(contract) ? readKey(event) : undefined;
  if (key === undefined) return produce(undefined);
  const claim = await claimIdempotencyKey(ctx, key, requestText(contract, event));
  if ('answered' in claim) return repeat(contract, claim.answered, headers);
  const { owned } = claim;
  try {
    const answer = await produce((tx) => owned.noteEffect(tx));
    await owned.keep(storedAnswer(answer, contract));
    return answer;
  } catch (error) {
    const where = { event, logger: ctx.logger, headers };
    // Whether the change of a lost transaction is stored, the key says, which is marked in the same transaction.
    const isLost = unavailabilityOf(error) !== undefined;
    if (isLost || !owned.hasEffect()) {
      if (await owned.release()) throw error;
    }
    return keepFailure(isLost ? lostAnswer() : error, owned, where, contract);
  }
}

function lostAnswer(): ProblemError {
  return new ProblemError(
    'idempotency_outcome_unknown',
    'The connection to the database was lost when the change was stored. Read what is there, then use a new key.',
  );
}

/** A second try would do a part of it twice. */
async function keepFailure(
  error: unknown,
  owned: OwnedKey,
  where: Parameters<typeof answerProblem>[1],
  contract: RouteContract,
): Promise<APIGatewayProxyStructuredResultV2> {
  const answer = answerProblem(error, where);
  await owned.keep(storedAnswer(answer, contract));
  return answer;
}

function storedAnswer(
  { statusCode = 200, body }: APIGatewayProxyStructuredResultV2,
  { showsSecret }: RouteContract,
): StoredAnswer {
  return { statusCode, answer: showsSecret && statusCode < 300 ? null : (body ?? '') };
}

function repeat(contract: RouteContract, stored: StoredAnswer, headers: Readonly<Record<string, string>>) {
  if (stored.answer === null) {
    throw new ProblemError(
      'idempotency_outcome_unknown',
      'The first request was answered with a secret, which is shown only once.',
    );
  }
  const { statusCode, answer: body } = stored;
  return respondStored(contract, { statusCode, body }, { ...headers, 'idempotency-replayed': 'true' });
}

function readKey({ headers }: APIGatewayProxyEventV2): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new ValidationError([
    { field: 'headers.idempotency-key', message: 'must be 1 to 255 visible ASCII characters' },
  ]);
}

/** What makes two requests the same: operation, ids in the path, query and body, byte for byte. */
function requestText({ operation }: RouteContract, event: APIGatewayProxyEventV2): string {
  const { rawPath, rawQueryString, body, isBase64Encoded } = event;
  return [operation, rawPath, rawQueryString, isBase64Encoded, event.headers['if-match'], body].join('\n');
}
