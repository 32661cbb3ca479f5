import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's second recommended setting for argon2id: 19 MiB, 2 passes, 1 lane. */
const settings = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** Hashes a password with a fresh salt, in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...settings });
  const { memory: m, passes: t, parallelism: p } = settings;
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${base64(nonce)}$${base64(tag)}`;
}

/** Whether the password is the one that was hashed; takes the same time for any password. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, , , parameters = '', salt = '', expected = ''] = hash.split('$');
  const values = Object.fromEntries(parameters.split(',').map((pair) => pair.split('=')));
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(values['m']),
    passes: Number(values['t']),
    parallelism: Number(values['p']),
    tagLength: Buffer.from(expected, 'base64').length,
  });
  return timingSafeEqual(tag, Buffer.from(expected, 'base64'));
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
