import * as z from 'zod';

export const defaultGoogleIssuer = 'https://accounts.google.com';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** `GOOGLE_ISSUER`: an OpenID provider by its issuer, word for word as its own discovery document names it. */
export const googleIssuer = z
  .url({ error: 'must be a URL such as https://accounts.google.com', abort: true })
  .refine((text) => {
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    const isPlain = [username, password, search, hash].every((part) => part === '');
    return isPlain && (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname)));
  }, 'must begin with https (http only on this machine) and have no user, query or fragment');
