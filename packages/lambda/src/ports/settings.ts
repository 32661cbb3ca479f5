import { accessTokenMinutes, refreshTokenDays } from '@elenchus/contracts/identity/token-lives';
import { rateLimits, rateLimitsSetting } from '@elenchus/contracts/platform/rate-limits';
import type { IdentitySettings, UploadSettings } from '@elenchus/core/platform/settings';
import * as z from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../env.ts';

const identity = z.object({
  ELENCHUS_PUBLIC_URL: z.url(),
  JWT_ISSUER: z.string().min(1).optional(),
  ACCESS_TOKEN_MINUTES: accessTokenMinutes.default(30),
  REFRESH_TOKEN_DAYS: refreshTokenDays.default(7),
  RATE_LIMITS: rateLimitsSetting.default(rateLimits),
});

/** Tokens: who issues them and how long they live; limits of requests. */
export function identitySettings(environment: Environment): IdentitySettings {
  const values = readEnvironment(environment, identity);
  return {
    publicUrl: values.ELENCHUS_PUBLIC_URL.replace(/\/+$/, ''),
    issuer: values.JWT_ISSUER ?? values.ELENCHUS_PUBLIC_URL,
    accessTokenMinutes: values.ACCESS_TOKEN_MINUTES,
    refreshTokenDays: values.REFRESH_TOKEN_DAYS,
    rateLimits: values.RATE_LIMITS,
  };
}

const uploads = z.object({ MAX_UPLOAD_BYTES: wholeNumber(1, 5_000_000_000).default(104_857_600) });

/** Uploads: the largest file. */
export function uploadSettings(environment: Environment): UploadSettings {
  return { maxUploadBytes: readEnvironment(environment, uploads).MAX_UPLOAD_BYTES };
}
