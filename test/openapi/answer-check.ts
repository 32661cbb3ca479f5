import { type Problem, problemType } from '@elenchus/contracts/platform/errors';
import {
  type Answer,
  createValidator,
  escapeToken,
  type OpenApiDocument,
  type Operation,
  type Validate,
} from './document-schemas.ts';

/** An answer that was seen; `body` is its text. */
export interface SeenAnswer {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Headers that are there only when something else has happened before. */
const conditional = ['Idempotency-Replayed', 'Set-Cookie'];

/** Makes a function that tells what of an answer is not as the document says; undefined when all of it is. */
export function createAnswerCheck(document: OpenApiDocument): (answer: SeenAnswer) => string | undefined {
  const validate = createValidator(document);
  const operations = listOperations(document);

  return (answer) => {
    const found = findOperation(operations, answer);
    const where = `${answer.method} ${answer.path} answered ${answer.status}`;
    const fault =
      (found ? faultOf(found, answer) : unroutedFault(answer, validate)) ?? faultOfProblem(answer);
    return fault && `${where}: ${fault}`;
  };

  function faultOf({ pointer, operation }: Placed, answer: SeenAnswer): string | undefined {
    const status = String(answer.status);
    const key = operation.responses[status] ? status : 'default';
    const given = operation.responses[key];
    if (given === undefined || (key === 'default' && answer.status < 400)) {
      return `${operation.operationId} has no such status`;
    }
    const at = '$ref' in given ? given.$ref.slice(1) : `${pointer}/responses/${key}`;
    const described = '$ref' in given ? lookUp(document, at) : given;
    return (
      faultOfHeaders(document, described, answer, validate) ?? faultOfBody(described, at, answer, validate)
    );
  }
}

function faultOfHeaders(
  document: OpenApiDocument,
  { headers }: Answer,
  answer: SeenAnswer,
  validate: Validate,
): string | undefined {
  for (const [name, { $ref }] of Object.entries(headers)) {
    const header = document.components.headers[$ref.split('/').at(-1) ?? ''];
    const value = answer.headers.get(name);
    const isExpected =
      header?.required ||
      (answer.status < 400 && !conditional.includes(name)) ||
      (answer.status === 429 && name === 'Retry-After');
    if (value === null && isExpected) return `the header ${name} is missing`;
    if (value === null) continue;
    const given = header?.schema.type === 'integer' ? Number(value) : value;
    const fault = validate(`${$ref.slice(1)}/schema`, given);
    if (fault) return `the header ${name}: ${value} ${fault}`;
  }
  return undefined;
}

function faultOfBody(
  { content }: Answer,
  pointer: string,
  { headers, body }: SeenAnswer,
  validate: Validate,
): string | undefined {
  if (content === undefined) return body === '' ? undefined : 'it has a body';
  const type = mediaTypeOf(headers);
  if (!Object.hasOwn(content, type)) return `its type is ${type || 'missing'}`;
  const given = type.endsWith('json') ? parseJson(body) : { value: body };
  if (given === undefined) return 'its body is not JSON';
  return validate(`${pointer}/content/${escapeToken(type)}/schema`, given.value);
}

/** What no operation takes must be a problem that says so, or that the request could not be read. */
function unroutedFault({ status, headers, body }: SeenAnswer, validate: Validate): string | undefined {
  if (mediaTypeOf(headers) !== 'application/problem+json')
    return 'no route is known, and it is no problem document';
  if (!headers.has('x-request-id')) return 'the header X-Request-Id is missing';
  if (![400, 404, 413].includes(status)) return 'no route is known';
  return validate('/components/schemas/Problem', parseJson(body)?.value);
}

/** What no schema can say of a problem: it agrees with the rest of its answer, and its type has a page. */
function faultOfProblem({ status, headers, body }: SeenAnswer): string | undefined {
  if (mediaTypeOf(headers) !== 'application/problem+json') return undefined;
  const problem = JSON.parse(body) as Problem;
  if (problem.status !== status) return `its problem has the status ${problem.status}`;
  if (problem.requestId !== headers.get('x-request-id')) return 'its problem has another request id';
  return problem.type === problemType(problem.code) ? undefined : `its problem has the type ${problem.type}`;
}

function mediaTypeOf(headers: Headers): string {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

interface Placed {
  readonly method: string;
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly pointer: string;
  readonly operation: Operation;
}

function listOperations({ paths }: OpenApiDocument): Placed[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      parameters: path.split('{').length - 1,
      pointer: `/paths/${escapeToken(path)}/${method}`,
      operation,
    })),
  );
  // What is written out goes before a parameter.
  return all.toSorted((a, b) => a.parameters - b.parameters);
}

function findOperation(operations: readonly Placed[], { method, path }: SeenAnswer): Placed | undefined {
  const decoded = decodePath(path);
  return operations.find((each) => each.method === method && each.pattern.test(decoded));
}

/** Routes are matched with the decoded path; one that cannot be decoded has none. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function lookUp(document: OpenApiDocument, pointer: string): Answer {
  const name = pointer.split('/').at(-1) ?? '';
  const answer = document.components.responses[name];
  if (answer === undefined) throw new Error(`the document has no ${pointer}`);
  return answer;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
