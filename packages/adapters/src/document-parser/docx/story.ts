import type { Block } from './block.ts';
import type { ListDefinitions } from './list-definitions.ts';
import type { StyleSheet } from './style-sheet.ts';

/** What the parts of a document share while they are read. */
export interface StoryContext {
  readonly styles: StyleSheet;
  readonly lists: ListDefinitions;
}

/** Text that a tracked change has deleted. */
export interface Deletion {
  readonly author: string;
  text: string;
}

/** A note or a comment of a part that holds several. */
export interface StorySection {
  readonly id: string;
  readonly author: string;
  /** As the file states it, ISO 8601. */
  readonly date: string;
  readonly blocks: readonly Block[];
}

/** What reading one part (the body, a header, the footnotes) gives. */
export interface Story {
  readonly blocks: readonly Block[];
  readonly sections: StorySection[];
  readonly deletions: Deletion[];
  /** Relationship ids of headers and footers, and ids of notes, in the order in which the text names them. */
  readonly headers: Set<string>;
  readonly footers: Set<string>;
  readonly footnotes: Set<string>;
  readonly endnotes: Set<string>;
}
