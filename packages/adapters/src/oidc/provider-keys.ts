import {
  type CompactJWSHeaderParameters,
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
} from 'jose';

/** Fetches a key set. */
export type FetchKeySet = (signal: AbortSignal) => Promise<JSONWebKeySet>;

const lifeMs = 600_000;

/** The public keys of a provider: kept for a while, fetched again for a token that names a key they do not have. */
export class ProviderKeys {
  readonly #fetch: FetchKeySet;
  #kept: { readonly find: ReturnType<typeof createLocalJWKSet>; readonly until: number } | undefined;

  constructor(fetchKeySet: FetchKeySet) {
    this.#fetch = fetchKeySet;
  }

  /** The key of a token. Throws what jose throws when there is none, or what the fetch throws. */
  async find(
    header: CompactJWSHeaderParameters,
    token: FlattenedJWSInput,
    signal: AbortSignal,
  ): Promise<CryptoKey> {
    const kept = this.#kept;
    if (kept !== undefined && kept.until > Date.now()) {
      try {
        return await kept.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      }
    }
    const find = createLocalJWKSet(await this.#fetch(signal));
    this.#kept = { find, until: Date.now() + lifeMs };
    return find(header, token);
  }
}
