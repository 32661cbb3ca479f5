import type { Block } from './block.ts';
import { readXml, type XmlHandler } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

const MAX_CHARACTERS = 200_000;

/** The words of a chart (`c:`, `cx:`) or a diagram (`dgm:`): titles, categories, names of series; no numbers. */
export async function readDrawingText(zip: ZipPackage, part: string): Promise<Block[]> {
  const reader = new DrawingReader();
  await readXml(zip, part, reader);
  return reader.blocks;
}

class DrawingReader implements XmlHandler {
  readonly blocks: Block[] = [];
  readonly #seen = new Set<string>();
  #path: string[] = [];
  #text = '';
  #characters = 0;

  open(name: string): void {
    this.#path.push(name);
    if (name === 'a:p') this.#text = '';
  }

  text(data: string): void {
    const name = this.#path.at(-1);
    // Points of a series are `c:v` in a cache of strings or, for numbers and dates, in one of numbers.
    const isWord =
      name === 'a:t' || name === 'cx:pt' || (name === 'c:v' && this.#path.at(-3) === 'c:strCache');
    if (isWord && this.#characters < MAX_CHARACTERS) {
      this.#text += data;
      this.#characters += data.length;
    }
  }

  close(name: string): void {
    this.#path.pop();
    if (name !== 'a:p' && name !== 'c:v' && name !== 'cx:pt') return;
    const text = this.#text.trim();
    this.#text = '';
    // Each series of a chart repeats the categories.
    if (text === '' || this.#seen.has(text)) return;
    this.#seen.add(text);
    this.blocks.push({ kind: 'paragraph', text });
  }
}
