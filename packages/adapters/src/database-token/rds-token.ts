import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

export interface RdsTokenRequest {
  readonly region: string;
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
}

/** Longer lives are not accepted. */
const lifeSeconds = 900;

/**
 * The password for IAM authentication to RDS: a presigned URL without its scheme, good for 15 minutes
 * (Amazon RDS user guide, "IAM database authentication"). `@aws-sdk/rds-signer` does the same, but brings every
 * source of credentials along, which more than doubles a function.
 */
export async function rdsToken(request: RdsTokenRequest): Promise<string> {
  const { region, hostname, port, username, credentials } = request;
  const { sessionToken, ...keys } = credentials;
  const signer = new SignatureV4({
    service: 'rds-db',
    region,
    credentials: sessionToken === undefined ? keys : { ...keys, sessionToken },
    sha256: Sha256,
  });
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname,
      port,
      path: '/',
      query: { Action: 'connect', DBUser: username },
      headers: { host: `${hostname}:${port}` },
    },
    { expiresIn: lifeSeconds },
  );
  const parameters = Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .toSorted();
  return `${hostname}:${port}/?${parameters.join('&')}`;
}

/** RFC 3986, as Signature Version 4 wants it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The hash that the signer asks for, by node:crypto. */
class Sha256 {
  readonly #hash: { update(data: string | Uint8Array): unknown; digest(): Buffer };

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
