import type { FunctionRow } from '../function-row.ts';

/** What sends the mails that services queue, and what finds those that were not sent. */
export const mailFunctions: readonly FunctionRow[] = [
  {
    trigger: 'sqs',
    domain: 'mail',
    operation: 'sendMail',
    queue: 'mail',
    // Resend takes few calls a second.
    batchSize: 1,
    maxConcurrency: 2,
    needs: ['db', 'mail', 'internet'],
    memoryMb: 512,
    timeoutSeconds: 30,
  },
  {
    trigger: 'schedule',
    domain: 'mail',
    operation: 'reconcileMails',
    schedule: 'rate(5 minutes)',
    needs: ['db', 'queue:mail'],
    memoryMb: 512,
    timeoutSeconds: 300,
  },
];
