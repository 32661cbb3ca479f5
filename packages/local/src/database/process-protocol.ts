/** What the parent gives to the database's process as its argument. */
export interface ProcessOptions {
  readonly dataDir: string;
  readonly templateFile?: string | undefined;
  readonly idleInTransactionTimeoutMs: number;
}

/** What the database's process tells its parent. */
export type ProcessMessage =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string; readonly lockedBy?: number };
