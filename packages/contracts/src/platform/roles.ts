import * as z from 'zod';

/** From least to most powerful; a role may do all that those before it may. */
export const roles = ['viewer', 'paralegal', 'attorney', 'admin', 'owner'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Whether `actual` is `least` or above it. */
export function roleIsAtLeast(actual: Role, least: Role): boolean {
  return roles.indexOf(actual) >= roles.indexOf(least);
}
