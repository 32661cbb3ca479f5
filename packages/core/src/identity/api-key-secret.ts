import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Tells scanners of code and logs what they have found. */
const marker = 'elk_';
const randomLength = 30;
const checksumLength = 6;
/** So much of a secret is kept to recognise it by: the marker and 6 of its 30 random characters. */
const shownLength = marker.length + 6;

const pattern = new RegExp(`^${marker}([0-9A-Za-z]{${randomLength}})([0-9A-Za-z]{${checksumLength}})$`);

/** A new secret: `elk_`, 30 random base62 characters (178 bits), and the CRC-32 of these as 6 base62 digits. */
export function newApiKeySecret(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${marker}${random}${checksumOf(random)}`;
}

/** Whether a text has the form of a secret and the right checksum; a mistyped one is refused without a query. */
export function isApiKeySecret(text: string): boolean {
  const [, random, checksum] = pattern.exec(text) ?? [];
  return random !== undefined && checksum === checksumOf(random);
}

/** What is stored of a secret; it has too many bits to be guessed from its hash. */
export function hashApiKeySecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

/** What people see of a secret later. */
export function apiKeyPrefix(secret: string): string {
  return secret.slice(0, shownLength);
}

function checksumOf(random: string): string {
  let value = crc32(random);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = `${alphabet[value % alphabet.length]}${digits}`;
    value = Math.floor(value / alphabet.length);
  }
  return digits;
}
