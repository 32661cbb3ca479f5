import { ApiError, createApiClient } from '@elenchus/client/api-client';
import { createCase, listCases } from '@elenchus/client/operations/cases';
import { getDocument } from '@elenchus/client/operations/documents';
import { login } from '@elenchus/client/operations/identity';
import { uploadFiles } from '@elenchus/client/upload-files';

const client = createApiClient({ baseUrl: 'http://127.0.0.1:4100' });
const body = { email: 'ada@firm.example', password: 'Sound-Password-1' };
client.signIn((await client.call(login, { body })).accessToken);

// One call
const opened = await client.call(createCase, { body: { clientName: 'Babbage & Co.' } });

// A list, page after page
for await (const { clientName } of client.all(listCases, { query: { status: 'OPEN' } })) {
  console.log(clientName);
}

// Files
const uploaded = await uploadFiles(client, {
  caseId: opened.id,
  files: [{ name: 'note.txt', content: new Blob(['The boiler was repaired.']) }],
  onProgress: ({ sentBytes, totalBytes }) => console.log(`${sentBytes} of ${totalBytes} bytes`),
});
for (const { name, state, documentId, error } of uploaded.files) {
  console.log(name, state, documentId ?? error?.message);
}

// Errors
try {
  await client.call(getDocument, { params: { documentId: opened.id } });
} catch (error) {
  if (error instanceof ApiError) console.log(error.status, error.code, error.requestId);
}
