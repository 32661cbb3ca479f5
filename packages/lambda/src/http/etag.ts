import { createHash } from 'node:crypto';
import { ProblemError } from '@elenchus/core/platform/errors';
import type { Headers } from './identify-caller.ts';

/**
 * The ETag of an answer: the version of what it shows, where there is one, and a hash of every byte. Changes that have
 * no version (the progress of a document) make another ETag, and do not get into the way of `If-Match`.
 */
export function etagOf(answer: unknown, json: string): string {
  const hash = createHash('sha256').update(json).digest('base64url').slice(0, 22);
  const version =
    typeof answer === 'object' && answer !== null && 'version' in answer ? answer.version : undefined;
  return typeof version === 'number' ? `"v${version}.${hash}"` : `"${hash}"`;
}

/** Whether the caller has the answer already (RFC 9110, 13.1.2: the comparison is weak). */
export function isKnown(etag: string, { 'if-none-match': header }: Headers): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || listed(header).some((known) => known.replace(/^W\//, '') === etag);
}

/**
 * The versions that `If-Match` allows; undefined when any will do. Throws `precondition_failed` when none of its ETags
 * can be one of ours (RFC 9110, 13.1.1: the comparison is strong).
 */
export function versionsToMatch({ 'if-match': header }: Headers): number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const versions = listed(header).flatMap((etag) => {
    const [, version] = /^"v(\d{1,10})\.[\w-]{22}"$/.exec(etag) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
  if (versions.length > 0) return versions;
  throw new ProblemError(
    'precondition_failed',
    'Send in `If-Match` the ETag with which the resource was read.',
  );
}

function listed(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
