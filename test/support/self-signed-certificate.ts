import { generateKeyPairSync, sign } from 'node:crypto';

/** A value in DER: tag, length, contents (ITU-T X.690). */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = body;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const bytes = (...values: readonly number[]) => Buffer.from(values);
const ECDSA_WITH_SHA256 = sequence(der(0x06, bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)));
const COMMON_NAME = der(0x06, bytes(0x55, 0x04, 0x03));
const SUBJECT_ALT_NAME = der(0x06, bytes(0x55, 0x1d, 0x11));

/** A certificate for one host name that vouches for itself, valid from 2020 to 2049, and its key (RFC 5280). */
export function makeCertificate(hostName: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, hostName))));
  const validity = sequence(der(0x17, '200101000000Z'), der(0x17, '491231235959Z'));
  const altName = sequence(SUBJECT_ALT_NAME, der(0x04, sequence(der(0x82, hostName))));
  const content = sequence(
    der(0xa0, der(0x02, bytes(2))),
    der(0x02, bytes(1)),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(altName)),
  );
  const signature = der(0x03, bytes(0), sign('sha256', content, privateKey));
  const base64 = sequence(content, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}
