/** Configuration of tokens. */
export interface IdentitySettings {
  /** `iss` and `aud` of the access tokens. */
  readonly issuer: string;
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
}

/** Configuration of uploads. */
export interface UploadSettings {
  readonly maxUploadBytes: number;
}
