import type { Block } from '@aws-sdk/client-textract';
import type { OcrLine, OcrReading, OcrWord, PageImage } from '@elenchus/core/ocr/ocr-port';
import { type Rectangle, turned } from './quarter-turns.ts';

/** A line that stands further below the one before than this share of its height opens a paragraph. */
const PARAGRAPH_GAP = 0.8;

/** Lines in the order in which Textract gives them, with their words; Textract knows no paragraphs, so gaps tell. */
export function textractReading(blocks: readonly Block[], image: PageImage): OcrReading {
  const byId = new Map(blocks.map((block) => [block.Id, block]));
  const found = blocks.filter(({ BlockType }) => BlockType === 'LINE');
  const quarterTurns = usualTurns(found, image);
  const lines: OcrLine[] = [];
  let paragraph = 0;
  let previous: Rectangle | undefined;
  for (const line of found) {
    const words = childrenOf(line).flatMap((id) => toWord(byId.get(id)));
    if (words.length === 0) continue;
    const upright = turned(rectangleOf(line), quarterTurns);
    if (previous !== undefined && opensParagraph(previous, upright)) paragraph += 1;
    lines.push({ words, paragraph });
    previous = upright;
  }
  return { lines, quarterTurns };
}

function childrenOf({ Relationships = [] }: Block): string[] {
  return Relationships.filter(({ Type }) => Type === 'CHILD').flatMap(({ Ids = [] }) => Ids);
}

function toWord(block: Block | undefined): OcrWord[] {
  if (block?.BlockType !== 'WORD' || block.Text === undefined) return [];
  return [{ text: block.Text, confidence: (block.Confidence ?? 0) / 100, ...rectangleOf(block) }];
}

function rectangleOf({ Geometry }: Block): Rectangle {
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = Geometry?.BoundingBox ?? {};
  return { x: Left, y: Top, width: Width, height: Height };
}

/** The turn by which most of the text would stand upright. */
function usualTurns(lines: readonly Block[], image: PageImage): number {
  const letters = [0, 0, 0, 0];
  for (const line of lines) {
    const turns = turnsOf(line, image);
    letters[turns] = (letters[turns] ?? 0) + (line.Text?.length ?? 0);
  }
  return letters.indexOf(Math.max(...letters));
}

/** A polygon begins at the top left of the text as it is read, and goes on along its top. */
function turnsOf({ Geometry }: Block, { widthPixels, heightPixels }: PageImage): number {
  const [from, to] = Geometry?.Polygon ?? [];
  const across = ((to?.X ?? 1) - (from?.X ?? 0)) * widthPixels;
  const down = ((to?.Y ?? 0) - (from?.Y ?? 0)) * heightPixels;
  if (Math.abs(across) >= Math.abs(down)) return across >= 0 ? 0 : 2;
  return down > 0 ? 3 : 1;
}

function opensParagraph(previous: Rectangle, line: Rectangle): boolean {
  const gap = line.y - (previous.y + previous.height);
  const isAbove = line.y + line.height < previous.y;
  return isAbove || gap > Math.min(previous.height, line.height) * PARAGRAPH_GAP;
}
