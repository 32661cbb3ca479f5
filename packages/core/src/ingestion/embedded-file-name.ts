import { fileName } from '@elenchus/contracts/documents/file-name';

const longest = 200;

/** The name of a file inside a document, made to fit what is asked of names that people upload. */
export function embeddedFileName(name: string | null, number: number): string {
  const clean = (name ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim();
  const extension = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - extension.length).slice(0, longest - extension.length);
  const short = `${stem}${extension}`.toWellFormed();
  return fileName.safeParse(short).success ? short : `attachment-${number}`;
}
