import { createHash, randomBytes } from 'node:crypto';

/** A secret that goes out by mail: 256 bits, in base64url. */
export function newMailedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. */
export function hashMailedToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
