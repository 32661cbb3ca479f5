import * as z from 'zod';

const minute = 60;
const hour = 3600;

/** How many calls may be made in a window; it begins with the first of them. */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds: number;
}

/**
 * The limits by name, with their defaults. `apiKey` counts every call of a key, beside what the route says;
 * `register`, `login` and `public` count by the address of the caller, all others by key or person.
 */
export const rateLimits = {
  apiKey: { limit: 100, windowSeconds: minute },
  read: { limit: 1200, windowSeconds: minute },
  write: { limit: 300, windowSeconds: minute },
  bulk: { limit: 10, windowSeconds: minute },
  upload: { limit: 5, windowSeconds: minute },
  chat: { limit: 30, windowSeconds: minute },
  chatStream: { limit: 20, windowSeconds: minute },
  register: { limit: 10, windowSeconds: hour },
  login: { limit: 20, windowSeconds: minute },
  public: { limit: 300, windowSeconds: minute },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof rateLimits;
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

const count = z.int().min(1).max(1_000_000_000);
const override = z.union([
  // In the window of the default.
  count,
  z.strictObject({ limit: count, windowSeconds: z.int().min(1).max(86_400) }),
]);
const names = Object.keys(rateLimits) as RateLimitName[];

/**
 * `RATE_LIMITS`: JSON with overrides by name, `{"login": 50, "bulk": {"limit": 2, "windowSeconds": 10}}`, or
 * `{"disabled": true}`, which gives null.
 */
export const rateLimitsSetting = z.string().transform((text, { addIssue }): RateLimits | null => {
  const shape = z.strictObject({
    ...Object.fromEntries(names.map((name) => [name, override.optional()])),
    disabled: z.boolean().optional(),
  });
  const given = shape.safeParse(parseJson(text));
  if (!given.success) {
    addIssue(
      `must be JSON such as {"login": 50} or {"disabled": true}; names are ${names.join(', ')}: ${given.error.issues[0]?.message}`,
    );
    return z.NEVER;
  }
  if (given.data.disabled) return null;
  const overrides = given.data as Partial<Record<RateLimitName, z.infer<typeof override>>>;
  return Object.fromEntries(
    names.map((name) => {
      const value = overrides[name];
      return [
        name,
        typeof value === 'number' ? { ...rateLimits[name], limit: value } : (value ?? rateLimits[name]),
      ];
    }),
  ) as Record<RateLimitName, RateLimit>;
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
