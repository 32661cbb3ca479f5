import type { Block } from './block.ts';
import { readDrawingText } from './drawing-text.ts';
import { importedText } from './imported-text.ts';
import type { Relationship } from './relationships.ts';
import type { ZipPackage } from './zip-package.ts';

const MAX_INSERTIONS = 500;

/** The texts of parts that stand inside of another one (charts, diagrams, imported files), by relationship id. */
export async function readInsertions(
  zip: ZipPackage,
  relationships: readonly Relationship[],
): Promise<Map<string, readonly Block[]>> {
  const insertions = new Map<string, readonly Block[]>();
  for (const { id, type, target } of relationships) {
    if (insertions.size >= MAX_INSERTIONS) break;
    if (type === 'aFChunk') insertions.set(id, importedText(target, await zip.readWhole(target)));
    else if (/^(?:chart|chartEx|diagramData)$/.test(type)) {
      insertions.set(id, await readDrawingText(zip, target));
    }
  }
  return insertions;
}
