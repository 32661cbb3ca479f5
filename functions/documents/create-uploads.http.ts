import { createUploads as contract } from '@elenchus/contracts/documents/routes';
import { createUploads } from '@elenchus/core/documents/create-uploads';
import { serveRoute } from '@elenchus/lambda/http/serve-route';
import { database } from '@elenchus/lambda/ports/database';
import { documentsBucket } from '@elenchus/lambda/ports/documents-bucket';
import { uploadSettings } from '@elenchus/lambda/ports/settings';

export const handler = serveRoute(
  contract,
  { db: database, objects: documentsBucket, uploads: uploadSettings },
  ({ ctx, body }) => createUploads({ ctx, input: body }),
);
