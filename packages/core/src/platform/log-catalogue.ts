/** Every message that the product logs, by its stable code. */
export const logCatalogue = {
  'request.completed': 'A request was answered',
  'request.failed': 'A request failed on our side',
  'answer.invalid': 'An answer does not fit its contract',
  'task.completed': 'A step of a state machine ended',
  'task.failed': 'A step of a state machine failed and may be tried again',
  'message.failed': 'A message of a queue could not be handled',
  'message.ignored': 'A message of a queue is not for us',
  'schedule.completed': 'A scheduled run ended',
  'schedule.failed': 'A scheduled run failed',
  'migration.completed': 'The database has all migrations',
  'ingestion.failed': 'A document failed after all retries',
  'google.failed': 'Google did not answer a sign-in, or not as it should',
  'mail.undispatched': 'A mail did not get onto its queue; the reconciler finds it',
  'mail.sent': 'A mail was handed to the provider',
  'mail.deferred': 'A mail could not be sent now and is tried again',
  'mail.failed': 'A mail was given up',
  'audit.chain_broken': 'An audit log is not as it was written; verify it and keep a copy of the database',
  'audit.anchor_failed':
    'The head of an audit log could not be copied to the object store; the next run tries again',
  'signing_keys.rotated': 'Keys that sign access tokens were made or removed',
  'spent_rows.removed': 'Rows that nobody could use any more were removed',
  'reconciler.failed': 'The reconciler could not move something on',
} as const;

export type LogEvent = keyof typeof logCatalogue;
