/** What Google says of the one who signed in; its signature is verified. */
export interface GoogleAccount {
  /** The issuer and its name for the account, a space between: unique, and never given to anybody else. */
  readonly subject: string;
  /** In lower case. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | undefined;
  readonly pictureUrl: string | undefined;
}

export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface AuthorizationResponse {
  readonly code: string;
  /** Who says to have answered, when it says so (RFC 9207). */
  readonly issuer: string | undefined;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Google as an OpenID provider, or who stands in for it. */
export interface GoogleIdentity {
  /**
   * Where to send the browser.
   * @throws GoogleIdentityError
   */
  authorizationUrl(request: AuthorizationRequest): Promise<string>;
  /**
   * Exchanges the code that the browser brought back.
   * @throws GoogleIdentityError
   */
  exchange(response: AuthorizationResponse): Promise<GoogleAccount>;
}

/** Sign-in with Google as this server is set up for it. */
export interface GoogleSignIn {
  readonly provider: GoogleIdentity;
  /** Origins that a sign-in may return to, besides that of the public URL. */
  readonly returnOrigins: readonly string[];
}

/** The provider did not answer, or not as it should; nobody is signed in. */
export class GoogleIdentityError extends Error {
  /** What went wrong, for logs; no word of the answer. */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`Google failed a sign-in: ${code}.`, options);
    this.name = 'GoogleIdentityError';
    this.code = code;
  }
}
