import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { S3Error } from './s3-error.ts';

const maxFields = 100;
const maxFieldBytes = 20 * 1024;

/** The file part of an upload form, and the fields that came before it under lower-case names. */
export interface UploadForm {
  readonly fields: Map<string, string>;
  readonly fileName: string;
  readonly file: AsyncIterable<Buffer>;
}

/**
 * Reads a `multipart/form-data` request with exactly one file. `onFile` consumes the file while it arrives and has
 * settled in any case when this settles; after a failure the socket can still be answered.
 * @throws S3Error MalformedPOSTRequest, InvalidArgument, MaxPostPreDataLengthExceeded; whatever `onFile` throws
 */
export async function readUploadForm(
  request: IncomingMessage,
  onFile: (form: UploadForm) => Promise<void>,
): Promise<void> {
  const parser = openParser(request);
  const fields = new Map<string, string>();
  let receiving: Promise<void> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
        if (receiving !== undefined) return;
        if (nameTruncated || valueTruncated) reject(fieldsTooLarge());
        if (fields.has(name.toLowerCase())) reject(invalid(`The form field ${name} is given twice.`));
        fields.set(name.toLowerCase(), value);
      });
      parser.on('file', (name, file, { filename }) => {
        // A destroyed parser passes an error to its file, also when nobody reads that any more.
        file.on('error', () => undefined);
        if (name.toLowerCase() !== 'file') {
          reject(invalid(`The form has a file in the field ${name}.`));
          return;
        }
        receiving = onFile({ fields, fileName: filename ?? '', file: withoutDestroy(file) });
        receiving.catch(reject);
      });
      parser.on('fieldsLimit', () => reject(fieldsTooLarge()));
      parser.on('filesLimit', () => reject(invalid('POST requires exactly one file upload per request.')));
      parser.on('error', () => reject(malformed()));
      parser.on('close', resolve);
      request.on('close', () => request.complete || reject(malformed()));
      request.pipe(parser);
    });
    if (receiving === undefined) throw invalid('POST requires exactly one file upload per request.');
    await receiving;
  } catch (error) {
    request.unpipe(parser);
    parser.on('error', () => undefined);
    parser.destroy();
    await Promise.allSettled([receiving]);
    throw error;
  }
}

function openParser(request: IncomingMessage): busboy.Busboy {
  try {
    const limits = { files: 1, fields: maxFields, fieldSize: maxFieldBytes };
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw new S3Error(
      412,
      'PreconditionFailed',
      'Bucket POST must be of the enclosure-type multipart/form-data',
    );
  }
}

/** Leaving the loop early leaves the parser alone, so that it ends in the one place above. */
function withoutDestroy(file: Readable): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => file.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer> };
}

function fieldsTooLarge(): S3Error {
  return new S3Error(
    400,
    'MaxPostPreDataLengthExceeded',
    'Your POST request fields preceding the upload file were too large.',
  );
}

function malformed(): S3Error {
  return new S3Error(
    400,
    'MalformedPOSTRequest',
    'The body of your POST request is not well-formed multipart/form-data.',
  );
}

function invalid(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
