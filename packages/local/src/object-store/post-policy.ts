import * as z from 'zod';
import { S3Error } from './s3-error.ts';

const byteCount = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .transform(Number),
]);
const matcher = z.tuple([
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['eq', 'starts-with'])),
  z.string().startsWith('$'),
  z.string(),
]);
const lengthRange = z.tuple([
  z.string().toLowerCase().pipe(z.literal('content-length-range')),
  byteCount,
  byteCount,
]);
const exact = z.record(z.string(), z.string());
const policySchema = z.strictObject({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(z.union([matcher, lengthRange, exact])),
});

/** Form fields that a policy need not name. */
const exemptFields = ['policy', 'x-amz-signature', 'file'];

interface FieldCondition {
  readonly kind: 'eq' | 'starts-with';
  readonly field: string;
  readonly value: string;
}

/** A POST policy document, field names in lower case. */
export interface PostPolicy {
  readonly expiresAt: Date;
  readonly conditions: readonly FieldCondition[];
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** Reads the Base64 of a policy document. @throws S3Error InvalidPolicyDocument */
export function parsePostPolicy(base64: string): PostPolicy {
  const { expiration, conditions } = decodeDocument(base64);
  const fields: FieldCondition[] = [];
  let minBytes = 0;
  let maxBytes = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition))
        fields.push({ kind: 'eq', field: name.toLowerCase(), value });
    } else if (condition[0] === 'content-length-range') {
      minBytes = Math.max(minBytes, condition[1]);
      maxBytes = Math.min(maxBytes, condition[2]);
    } else {
      fields.push({ kind: condition[0], field: condition[1].slice(1).toLowerCase(), value: condition[2] });
    }
  }
  return { expiresAt: new Date(expiration), conditions: fields, minBytes, maxBytes };
}

/**
 * Checks expiry, every condition, and that every field is named by one.
 * @param fields what was sent, under lower-case names, with `bucket` and the final `key`
 * @throws S3Error AccessDenied
 */
export function assertPostPolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: Date): void {
  if (now > policy.expiresAt) throw denied('Policy expired.');
  for (const { kind, field, value } of policy.conditions) {
    const sent = fields.get(field) ?? '';
    if (kind === 'eq' ? sent === value : sent.startsWith(value)) continue;
    throw denied(`Policy Condition failed: ${JSON.stringify([kind, `$${field}`, value])}`);
  }
  const named = new Set([...policy.conditions.map(({ field }) => field), ...exemptFields, 'bucket']);
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

function decodeDocument(base64: string): z.infer<typeof policySchema> {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(base64, 'base64').toString()));
  } catch {
    throw new S3Error(
      400,
      'InvalidPolicyDocument',
      'The content of the form does not meet the conditions of a policy document.',
    );
  }
}

function denied(reason: string): S3Error {
  return new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${reason}`);
}
