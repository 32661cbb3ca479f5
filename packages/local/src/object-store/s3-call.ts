import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlobFolder } from './blob-folder.ts';
import type { ObjectCreated } from './object-created.ts';
import type { RequestTarget } from './request-target.ts';
import type { Signer } from './signer.ts';
import type { VersionTable } from './version-table.ts';

/** What every call works on. */
export interface StoreParts {
  readonly blobs: BlobFolder;
  readonly versions: VersionTable;
  readonly signer: Signer;
  readonly clock: () => Date;
  readonly onObjectCreated: (event: ObjectCreated) => void | Promise<void>;
}

/** One request whose bucket exists and whose signature has been verified (of a POST form: is yet to be verified). */
export interface S3Call {
  readonly store: StoreParts;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  /** Request headers under lower-case names, with the `x-amz-*` parameters of a presigned URL. */
  readonly headers: ReadonlyMap<string, string>;
  readonly payloadHash: string;
}

/** Ends the response with an XML document. */
export function sendXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}
