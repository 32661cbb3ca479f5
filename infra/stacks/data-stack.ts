import { defaultGoogleIssuer } from '@elenchus/contracts/identity/google-issuer';
import { type App, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Database } from '../constructs/database.ts';
import { DocumentsBucket } from '../constructs/documents-bucket.ts';
import { ProviderKey } from '../constructs/provider-key.ts';
import type { GoogleSettings, MailSettings } from '../platform.ts';
import type { DeploymentSettings } from '../settings.ts';
import type { NetworkStack } from './network-stack.ts';

export interface DataStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly network: NetworkStack;
}

/** All that cannot be made again from the code, and nothing else. Nothing in it ever moves to another stack. */
export class DataStack extends Stack {
  readonly documents: DocumentsBucket;
  readonly database: Database;
  readonly mail: MailSettings | undefined;
  readonly google: GoogleSettings | undefined;

  constructor(app: App, id: string, { settings, network, ...props }: DataStackProps) {
    super(app, id, props);
    this.documents = new DocumentsBucket(this, 'Documents', { corsOrigins: settings.corsOrigins });
    this.database = new Database(this, 'Database', {
      stage: settings.stage,
      vpc: network.vpc,
      functionSecurityGroup: network.functionSecurityGroup,
      migrationSecurityGroup: network.migrationSecurityGroup,
    });
    if (settings.mailFrom !== undefined) {
      const apiKey = new ProviderKey(this, 'ResendKey', {
        description: 'API key of Resend',
        encryptionKey: this.database.key,
      });
      this.mail = { from: settings.mailFrom, apiKey: apiKey.secret };
    }
    if (settings.googleClientId !== undefined) {
      const client = new ProviderKey(this, 'GoogleClient', {
        description: 'Client secret of Google sign-in',
        encryptionKey: this.database.key,
      });
      this.google = {
        issuer: settings.googleIssuer ?? defaultGoogleIssuer,
        clientId: settings.googleClientId,
        clientSecret: client.secret,
      };
    }
  }
}
