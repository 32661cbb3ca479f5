import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What the check reads of an OpenAPI document. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly headers: Readonly<Record<string, Header>>;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly examples: Readonly<Record<string, { readonly value?: unknown }>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Answer | Reference>>;
}

export interface Answer {
  readonly headers: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Header {
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}

interface Reference {
  readonly $ref: string;
}

/** Root of the document, for references into it. */
const base = 'openapi.json';

/** Tells what of a value does not fit the schema at a JSON pointer of the document. */
export type Validate = (pointer: string, value: unknown) => string | undefined;

/** Each schema of the document is compiled when it is first asked for. */
export function createValidator(document: OpenApiDocument): Validate {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(document, base);
  const compiled = new Map<string, ValidateFunction>();
  return (pointer, value) => {
    const uri = `${base}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
    const check = compiled.get(uri) ?? ajv.compile({ $ref: uri });
    compiled.set(uri, check);
    if (check(value)) return undefined;
    return (check.errors ?? [])
      .map(
        ({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
      )
      .join('; ');
  };
}

/** A name as a part of a JSON pointer (RFC 6901). */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
