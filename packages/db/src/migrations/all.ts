import * as spine from './0001-spine.ts';

export interface Migration {
  readonly name: string;
  readonly statements: string;
}

/** In the order in which they are applied; one that was released is never changed. */
export const migrations: readonly Migration[] = [spine];
