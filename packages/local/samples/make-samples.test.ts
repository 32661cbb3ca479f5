import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PDF_SAMPLES, renderPdf } from './make-samples.ts';

const read = (path: string) => readFile(join(import.meta.dirname, path));

describe('the sample documents', () => {
  it.each(PDF_SAMPLES)('%s.pdf is what its source renders to', async (name) => {
    const source = await read(`sources/${name}.txt`);
    const rendered = await renderPdf(source.toString());
    expect(rendered.equals(await read(`${name}.pdf`))).toBe(true);
    expect(rendered.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
