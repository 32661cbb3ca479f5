import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface ProviderKeyProps {
  readonly description: string;
  readonly encryptionKey: IKey;
}

/** A secret that a provider hands out: made with a value that opens nothing, until an operator puts the right one. */
export class ProviderKey extends Construct {
  readonly secret: ISecret;

  constructor(scope: Construct, id: string, { description, encryptionKey }: ProviderKeyProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description,
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The provider hands it out; only an operator can change it there, and puts it here (infra/README.md).',
    });
    this.secret = secret as ISecret;
  }
}
