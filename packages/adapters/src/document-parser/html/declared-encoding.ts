import { readTokens } from './html-tokens.ts';

/** Declarations stand at the beginning; pages that open with a long comment are met too. */
const WINDOW_BYTES = 65_536;

/** The encoding that an HTML source names: in its XML declaration, or in a `meta` element of either kind. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, WINDOW_BYTES)).toString('latin1');
  let declared = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/.exec(beginning)?.[1];
  readTokens(beginning, {
    isForeign: false,
    open(name, attributes) {
      if (name !== 'meta') return;
      declared ??= attributes.get('charset')?.trim();
      if (attributes.has('http-equiv')) {
        declared ??= /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(attributes.get('content') ?? '')?.[1];
      }
    },
    close() {},
    text() {},
  });
  return declared;
}
