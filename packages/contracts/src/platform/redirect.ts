import * as z from 'zod';

/** What the handler of a route with status 302 gives: where to go, and cookies (`Set-Cookie` values) to take along. */
export const redirect = z.object({ location: z.string(), cookies: z.array(z.string()).default([]) });
