import {
  type AuthorizationRequest,
  type AuthorizationResponse,
  type GoogleAccount,
  type GoogleIdentity,
  GoogleIdentityError,
} from '@elenchus/core/identity/google-identity-port';
import { type JWTPayload, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { boundedFetch, type FetchRequest } from './bounded-fetch.ts';
import { ProviderKeys } from './provider-keys.ts';
import { readAccount } from './read-account.ts';

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Asked again after a fault: it may have been the secret, and somebody has put another one. */
  readonly readClientSecret: () => Promise<string>;
}

export interface OpenIdBounds {
  /** Of one call. */
  readonly deadlineMs: number;
  /** Of all calls of an exchange, which ends within the 29 s of a route. */
  readonly exchangeMs: number;
  readonly mostBytes: number;
}

const ordinaryBounds: OpenIdBounds = { deadlineMs: 8_000, exchangeMs: 20_000, mostBytes: 1_000_000 };
const discoveryLifeMs = 3_600_000;
/** What a token may be signed with: keys that the provider alone has, never our secret. */
const algorithms = ['RS256', 'ES256'];

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

interface Provider {
  readonly server: oauth.AuthorizationServer;
  readonly keys: ProviderKeys;
  readonly until: number;
}

/** An OpenID provider by its discovery document; Google unless the settings say otherwise. */
export class OpenIdProvider implements GoogleIdentity {
  readonly #settings: OpenIdSettings;
  readonly #bounds: OpenIdBounds;
  readonly #client: oauth.Client;
  /** Only an issuer on this machine has no TLS; `googleIssuer` of the contracts refuses all others. */
  readonly #isInsecure: boolean;
  #provider: Provider | undefined;
  #secret: Promise<string> | undefined;

  constructor(settings: OpenIdSettings, bounds: OpenIdBounds = ordinaryBounds) {
    this.#settings = settings;
    this.#bounds = bounds;
    this.#client = { client_id: settings.clientId };
    this.#isInsecure = settings.issuer.startsWith('http:');
  }

  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    return this.#telling(async (signal) => {
      const { server } = await this.#discover(signal);
      const url = this.#endpoint(server.authorization_endpoint);
      const parameters = {
        response_type: 'code',
        client_id: this.#settings.clientId,
        redirect_uri: request.redirectUri,
        scope: 'openid email profile',
        state: request.state,
        nonce: request.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(request.codeVerifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    });
  }

  async exchange(response: AuthorizationResponse): Promise<GoogleAccount> {
    return this.#telling(async (signal) => {
      const { server, keys } = await this.#discover(signal);
      const { code, issuer, nonce } = response;
      const parameters = oauth.validateAuthResponse(
        server,
        this.#client,
        new URLSearchParams({ code, ...(issuer !== undefined && { iss: issuer }) }),
      );
      const answer = await oauth.authorizationCodeGrantRequest(
        server,
        this.#client,
        await this.#authentication(server),
        parameters,
        response.redirectUri,
        response.codeVerifier,
        this.#options(signal),
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, this.#client, answer, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      const claims = await this.#verify(tokens.id_token ?? '', server, keys, signal);
      // Google's ID token says it all; other providers say the address only when they are asked.
      const said =
        claims['email'] === undefined && server.userinfo_endpoint !== undefined
          ? await this.#askUserInfo(server, tokens.access_token, claims, signal)
          : claims;
      const account = readAccount(server.issuer, said);
      if (account === undefined) throw new GoogleIdentityError('claims_missing');
      return account;
    });
  }

  /** All of the token once more than the package does, and its signature. */
  async #verify(token: string, server: oauth.AuthorizationServer, keys: ProviderKeys, signal: AbortSignal) {
    const { clientId } = this.#settings;
    const { payload } = await jwtVerify(token, (header, jws) => keys.find(header, jws, signal), {
      algorithms,
      issuer: server.issuer,
      audience: clientId,
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      clockTolerance: 30,
    });
    if (payload['azp'] !== undefined && payload['azp'] !== clientId) {
      throw new GoogleIdentityError('authorized_party');
    }
    return payload;
  }

  async #askUserInfo(
    server: oauth.AuthorizationServer,
    accessToken: string,
    { sub = '' }: JWTPayload,
    signal: AbortSignal,
  ) {
    const answer = await oauth.userInfoRequest(server, this.#client, accessToken, this.#options(signal));
    return oauth.processUserInfoResponse(server, this.#client, sub, answer);
  }

  async #discover(signal: AbortSignal): Promise<Provider> {
    if (this.#provider !== undefined && this.#provider.until > Date.now()) return this.#provider;
    const issuer = new URL(this.#settings.issuer);
    const answer = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...this.#options(signal) });
    const server = await oauth.processDiscoveryResponse(issuer, answer);
    const keys = new ProviderKeys(async (ends) => {
      const found = await this.#fetch(this.#endpoint(server.jwks_uri).href, { signal: ends });
      if (found.status !== 200) throw new GoogleIdentityError('keys_unavailable');
      return keySet.parse(await found.json());
    });
    this.#provider = { server, keys, until: Date.now() + discoveryLifeMs };
    return this.#provider;
  }

  async #authentication(server: oauth.AuthorizationServer): Promise<oauth.ClientAuth> {
    this.#secret ??= this.#settings.readClientSecret();
    const secret = await this.#secret;
    // OpenID Connect Discovery 1.0: without a list the provider takes `client_secret_basic`.
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_post')
      ? oauth.ClientSecretPost(secret)
      : oauth.ClientSecretBasic(secret);
  }

  #options(signal: AbortSignal) {
    return {
      signal,
      [oauth.allowInsecureRequests]: this.#isInsecure,
      [oauth.customFetch]: (url: string, request: FetchRequest) => this.#fetch(url, request),
    };
  }

  #fetch(url: string, request: FetchRequest): Promise<Response> {
    return boundedFetch(url, request, this.#bounds);
  }

  #endpoint(text: string | undefined): URL {
    const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && this.#isInsecure)) return url;
    throw new GoogleIdentityError('endpoint_invalid');
  }

  /** Whatever fails is the provider's fault to those who call, told by a code that quotes nothing. */
  async #telling<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await work(AbortSignal.timeout(this.#bounds.exchangeMs));
    } catch (cause) {
      this.#secret = undefined;
      if (cause instanceof GoogleIdentityError) throw cause;
      const { code } = Object(cause) as { code?: unknown };
      throw new GoogleIdentityError(typeof code === 'string' ? code : 'unknown', { cause });
    }
  }
}
