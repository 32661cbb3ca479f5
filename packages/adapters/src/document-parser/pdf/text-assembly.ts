import type { TextBox, TextPage } from '@elenchus/contracts/documents/extracted-text';
import type { StyledLine } from '@elenchus/core/parsing/text-headings';
import type { PageLine } from './page-text.ts';

const MAX_TEXT_CHARACTERS = 50_000_000;
const MAX_BOXES = 1_000_000;
/** A line that starts so many usual distances below the one before opens a paragraph. */
const PARAGRAPH_GAP = 1.4;
const TYPICAL_LEADING = 1.2;

/** The text of a document, put together page by page. */
export class TextAssembly {
  readonly pages: TextPage[] = [];
  readonly lines: StyledLine[] = [];
  #text = '';
  #boxes = 0;

  get text(): string {
    return this.#text;
  }

  /** Whether the text or its boxes are larger than any real document's. */
  get isTooLarge(): boolean {
    return this.#text.length > MAX_TEXT_CHARACTERS || this.#boxes > MAX_BOXES;
  }

  /** Appends a page behind the newline that parts it from the one before; a page without lines is blank. */
  addPage(lines: readonly PageLine[]): TextPage {
    if (this.pages.length > 0) this.#endLine();
    this.#addBlankLine();
    const start = this.#text.length;
    const boxes: TextBox[] = [];
    const shown = lines.filter(({ text }) => text !== '');
    const pitch = usualPitch(shown);
    for (const [index, line] of shown.entries()) {
      const previous = shown[index - 1];
      if (previous !== undefined) this.#endLine();
      if (previous !== undefined && opensParagraph(previous, line, pitch)) {
        this.#addBlankLine();
        this.#endLine();
      }
      const lineStart = this.#addLine(line);
      for (const { start: from, end: to, ...rectangle } of line.boxes) {
        boxes.push({ start: lineStart + from, end: lineStart + to, ...rectangle });
      }
    }
    this.#boxes += boxes.length;
    const page = { page: this.pages.length + 1, start, end: this.#text.length };
    const added: TextPage =
      shown.length === 0 ? { ...page, source: 'blank' } : { ...page, source: 'text', boxes };
    this.pages.push(added);
    return added;
  }

  #addLine({ text, fontSizePoints, bold }: PageLine): number {
    const start = this.#text.length;
    this.#text += text;
    this.lines.push({ start, end: this.#text.length, text, fontSizePoints, bold });
    return start;
  }

  #addBlankLine(): void {
    this.lines.push({ start: this.#text.length, end: this.#text.length, text: '' });
  }

  #endLine(): void {
    this.#text += '\n';
  }
}

/** The usual distance between two lines of a paragraph, in points: the lower third, as gaps are the larger ones. */
function usualPitch(lines: readonly PageLine[]): number {
  const distances = lines
    .map(({ baselinePoints }, index) => baselinePoints - (lines[index - 1]?.baselinePoints ?? baselinePoints))
    .filter((distance) => distance > 1)
    .sort((one, other) => one - other);
  return distances[Math.floor(distances.length / 3)] ?? (lines[0]?.fontSizePoints ?? 0) * TYPICAL_LEADING;
}

function opensParagraph(previous: PageLine, line: PageLine, pitch: number): boolean {
  const distance = line.baselinePoints - previous.baselinePoints;
  return distance > pitch * PARAGRAPH_GAP || distance < -pitch * PARAGRAPH_GAP;
}
