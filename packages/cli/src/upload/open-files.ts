import { constants, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { fileName as fileNameSchema } from '@elenchus/contracts/documents/file-name';
import type { LocalFile } from '../collect-files.ts';
import { fileFault } from '../file-fault.ts';
import type { UploadReport } from './report.ts';

export interface OpenFile {
  readonly path: string;
  readonly name: string;
  readonly content: Blob;
}

/** Opens files, which are read when they are sent; those that cannot be, or whose name is refused, go to `notSent`. */
export async function openFiles(
  files: readonly LocalFile[],
  notSent: UploadReport['notSent'],
): Promise<OpenFile[]> {
  const open: OpenFile[] = [];
  for (const { path, fileName } of files) {
    const name = fileNameSchema.safeParse(fileName);
    try {
      if (!name.success) {
        throw new Error(`its name ${name.error.issues.map(({ message }) => message).join(', ')}`);
      }
      // What is opened does not tell what is wrong with a file.
      await access(path, constants.R_OK);
      open.push({ path, name: fileName, content: await openAsBlob(path) });
    } catch (error) {
      notSent.push({ documentId: null, path, reason: fileFault(error as Error) });
    }
  }
  return open;
}
