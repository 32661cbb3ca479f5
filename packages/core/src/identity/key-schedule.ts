const dayMs = 86_400_000;

/** A new key is made when the newest has this age. */
const renewalMs = 30 * dayMs;
/** So much later it signs: whoever keeps a copy of the key set for up to an hour knows it by then. */
const noticeMs = 3_600_000;
/** Twice the longest life of an access token; after that nothing is left that a superseded key has signed. */
const afterlifeMs = 2 * dayMs;

export interface DatedKey {
  readonly createdAt: Date;
  readonly activatesAt: Date;
}

/** The key that signs at a time: the newest that is active. Where the clocks differ, the first one signs too early. */
export function keyInUse<K extends Pick<DatedKey, 'activatesAt'>>(
  keys: readonly K[],
  time: Date,
): K | undefined {
  const byAge = keys.toSorted((a, b) => a.activatesAt.getTime() - b.activatesAt.getTime());
  return byAge.findLast((key) => key.activatesAt <= time) ?? byAge[0];
}

/** When a key that is made now is to sign from; undefined when none is due. The first one is made by who needs it. */
export function nextActivation(keys: readonly DatedKey[], now: Date): Date | undefined {
  const newest = Math.max(...keys.map((key) => key.createdAt.getTime()));
  if (keys.length === 0 || now.getTime() - newest < renewalMs) return undefined;
  return new Date(now.getTime() + noticeMs);
}

/** The keys of which no token can be alive. */
export function retiredKeys<K extends DatedKey>(keys: readonly K[], now: Date): K[] {
  const inUse = keyInUse(keys, new Date(now.getTime() - afterlifeMs));
  return inUse ? keys.filter((key) => key.activatesAt < inUse.activatesAt) : [];
}
