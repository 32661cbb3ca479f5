import type { RateLimits } from '@elenchus/contracts/platform/rate-limits';

/** Configuration of accounts and of what each request is counted by. */
export interface IdentitySettings {
  /** Where clients reach the server, without a slash at the end. */
  readonly publicUrl: string;
  /** `iss` and `aud` of the access tokens. */
  readonly issuer: string;
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  /** Null: nothing is counted. */
  readonly rateLimits: RateLimits | null;
}

/** Configuration of uploads. */
export interface UploadSettings {
  readonly maxUploadBytes: number;
}
