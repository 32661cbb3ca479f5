import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Accepts findings of cdk-nag on a construct and what stands below it. The reason is printed in the
 * validation report; a finding without one fails the synthesis.
 */
export function acknowledge(scope: Construct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(scope).acknowledge({ id, reason });
}
