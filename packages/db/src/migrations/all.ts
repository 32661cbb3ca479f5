import * as roles from './0001-roles.ts';
import * as identity from './0002-identity.ts';
import * as documents from './0003-documents.ts';
import * as conversations from './0004-conversations.ts';
import * as analyses from './0005-analyses.ts';
import * as search from './0006-search.ts';
import * as identityPlatform from './0007-identity-platform.ts';
import * as outboundMails from './0008-outbound-mails.ts';
import * as googleSignIns from './0009-google-sign-ins.ts';

export interface Migration {
  readonly name: string;
  readonly statements: string;
}

/** In the order in which they are applied; one that was released is never changed. */
export const migrations: readonly Migration[] = [
  roles,
  identity,
  documents,
  conversations,
  analyses,
  search,
  identityPlatform,
  outboundMails,
  googleSignIns,
];
