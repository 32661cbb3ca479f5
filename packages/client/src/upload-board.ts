export interface UploadFile {
  readonly name: string;
  /** In Node.js `await fs.openAsBlob(path)`, which is read while it is sent. */
  readonly content: Blob;
}

/** What has become of a file so far. */
export interface FileProgress {
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** Known once the server has taken notice of the file. */
  readonly documentId?: string;
  /** Of a file that failed: why. */
  readonly error?: Error;
}

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** In the order of the files that were given. */
  readonly files: readonly FileProgress[];
}

/** Keeps what has become of each file, and reports each change. */
export interface UploadBoard {
  readonly files: () => readonly FileProgress[];
  note(index: number, change: Partial<Omit<FileProgress, 'name' | 'totalBytes'>>): void;
  /** Notes that a file failed; a thrown value that is no Error becomes one. */
  fail(index: number, error: unknown): void;
}

export function createUploadBoard(
  given: readonly UploadFile[],
  report: ((progress: UploadProgress) => void) | undefined,
): UploadBoard {
  const files: FileProgress[] = given.map(({ name, content }) => ({
    name,
    state: 'waiting',
    sentBytes: 0,
    totalBytes: content.size,
  }));
  const totalBytes = files.reduce((sum, file) => sum + file.totalBytes, 0);
  let sentBytes = 0;

  const note: UploadBoard['note'] = (index, change) => {
    const before = files[index];
    if (before === undefined) return;
    const after = { ...before, ...change };
    files[index] = after;
    sentBytes += after.sentBytes - before.sentBytes;
    report?.({ sentBytes, totalBytes, files: [...files] });
  };
  return {
    files: () => [...files],
    note,
    fail(index, thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      note(index, { state: 'failed', sentBytes: 0, error });
    },
  };
}
