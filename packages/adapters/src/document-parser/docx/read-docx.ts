import type { ParsedFile } from '@elenchus/core/parsing/parser-port';
import { FileRejection } from '../file-rejection.ts';
import { checkContainer } from './container.ts';
import { readCoreTitle } from './core-title.ts';
import { readInsertions } from './insertions.ts';
import { findMainPart } from './main-part.ts';
import { readLists } from './read-lists.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import type { Story, StoryContext } from './story.ts';
import { StoryReader } from './story-reader.ts';
import { readStyleSheet } from './style-sheet.ts';
import { writeDocument } from './write-document.ts';
import { readXml } from './xml-reader.ts';
import { ZipPackage } from './zip-package.ts';

/**
 * Reads a Word document (DOCX, DOCM, DOTX, DOTM; transitional or strict), its text in the order of reading with
 * the numbers of lists; text that is tracked as deleted is listed at the end. Nothing outside of the file is loaded.
 * Throws `corrupt`, `encrypted`, `unsupported_type` or `too_complex`; a document that shows nothing gives an empty text.
 */
export async function readDocx(bytes: Uint8Array): Promise<ParsedFile> {
  checkContainer(bytes);
  const zip = await ZipPackage.open(bytes);
  const main = await findMainPart(zip);
  const related = await readRelationships(zip, main);
  const context = {
    styles: await readStyleSheet(zip, partOfType(zip, main, related, 'styles')),
    lists: await readLists(zip, partOfType(zip, main, related, 'numbering')),
  };
  const story = (part: string) => readStory(zip, context, part);
  const body = await story(main);
  const running = async (ids: ReadonlySet<string>) => {
    const parts = [...ids].flatMap(
      (id) => related.find((relationship) => relationship.id === id)?.target ?? [],
    );
    const stories: Story[] = [];
    for (const part of new Set(parts)) stories.push(await story(part));
    return stories;
  };
  const extracted = writeDocument({
    body,
    headers: await running(body.headers),
    footers: await running(body.footers),
    footnotes: await story(partOfType(zip, main, related, 'footnotes')),
    endnotes: await story(partOfType(zip, main, related, 'endnotes')),
    comments: await story(partOfType(zip, main, related, 'comments')),
  });
  return { extracted, title: await readTitle(zip) };
}

async function readStory(zip: ZipPackage, context: StoryContext, part: string): Promise<Story> {
  const insertions = await readInsertions(zip, await readRelationships(zip, part));
  const reader = new StoryReader(context, insertions);
  await readXml(zip, part, reader);
  return reader.finish();
}

/** The part that the relationships name, else the one with the usual name beside the main part. */
function partOfType(
  zip: ZipPackage,
  main: string,
  relationships: readonly Relationship[],
  type: string,
): string {
  const named = relationships.find(
    (relationship) => relationship.type === type && zip.has(relationship.target),
  );
  return named?.target ?? `${main.slice(0, main.lastIndexOf('/') + 1)}${type}.xml`;
}

/** Damaged properties are no reason to refuse a document whose text is whole. */
async function readTitle(zip: ZipPackage): Promise<string | null> {
  try {
    const related = await readRelationships(zip, '');
    const core = related.find(({ type }) => type === 'core-properties');
    return await readCoreTitle(zip, core?.target ?? 'docProps/core.xml');
  } catch (error) {
    if (error instanceof FileRejection) return null;
    throw error;
  }
}
