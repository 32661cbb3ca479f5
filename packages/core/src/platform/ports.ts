import type { Database } from '@elenchus/db/database';
import type { Analyzer } from '../analysis/analysis-input.ts';
import type { GoogleSignIn } from '../identity/google-identity-port.ts';
import type { IngestionMachine } from '../ingestion/ingestion-machine-port.ts';
import type { OcrEngine } from '../ocr/ocr-port.ts';
import type { MailQueue } from '../outbound-mail/mail-queue-port.ts';
import type { MailSender } from '../outbound-mail/mail-sender-port.ts';
import type { DocumentParser } from '../parsing/parser-port.ts';
import type { Embedder } from '../retrieval/embedder-port.ts';
import type { ObjectStore } from './object-store-port.ts';
import type { IdentitySettings, UploadSettings } from './settings.ts';

/** What services reach the outside through; each function gets those that its row names. */
export interface Ports {
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly machine: IngestionMachine;
  readonly parser: DocumentParser;
  readonly ocr: OcrEngine;
  readonly embedder: Embedder;
  readonly analyzer: Analyzer;
  readonly mailQueue: MailQueue;
  readonly mailSender: MailSender;
  readonly identity: IdentitySettings;
  /** Null: not set up on this server. */
  readonly google: GoogleSignIn | null;
  readonly uploads: UploadSettings;
}
