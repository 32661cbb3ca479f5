import * as z from 'zod';

/** What an API key may be allowed: the domain is the first segment of a path, read or write what the route does. */
export const scopes = [
  'auth:read',
  'cases:read',
  'cases:write',
  'conversations:read',
  'conversations:write',
  'documents:read',
  'documents:write',
  'organization:read',
  'search:read',
] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;
