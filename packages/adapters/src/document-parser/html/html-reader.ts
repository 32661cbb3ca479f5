import {
  foreignElements,
  headingLevel,
  isHidden,
  keepsWhiteSpace,
  listElements,
  type Separation,
  separation,
  tableParts,
  voidElements,
} from './element-kinds.ts';
import { fieldText } from './form-field.ts';
import { HiddenRegion } from './hidden-region.ts';
import { HtmlTable } from './html-table.ts';
import { type Attributes, readTokens, type TokenHandler } from './html-tokens.ts';
import { InlineText } from './inline-text.ts';
import { countListItems } from './list-items.ts';
import { ListNumbering } from './list-numbering.ts';
import { type FoundElement, type OpenElement, OpenElements } from './open-elements.ts';
import type { TextBlock } from './text-block.ts';

/** Longer ones are paragraphs in the clothes of a heading. */
const MAX_HEADING_CHARACTERS = 300;
/** Documents inside of documents (`srcdoc`). */
const MAX_NESTED_DOCUMENTS = 4;

const isTable = ({ table }: OpenElement) => table !== undefined;
const isHeading = ({ headingLevel }: OpenElement) => headingLevel !== undefined;
const isList = ({ numbering }: OpenElement) => numbering !== undefined;
const isItem = ({ name }: OpenElement) => name === 'li';
/** End tags inside of a table do not reach out of it. */
const isBoundary = ({ outside, table }: OpenElement) => outside !== undefined || table !== undefined;

/** Reads an HTML source into blocks of what a browser without style sheets would show, and its title. */
export function readHtmlBlocks(
  html: string,
  nesting = 0,
): { readonly blocks: TextBlock[]; readonly title: string | null } {
  const reader = new HtmlReader(/\breversed\b/i.test(html) ? countListItems(html) : [], nesting);
  readTokens(html, reader);
  return reader.finish();
}

class HtmlReader implements TokenHandler {
  readonly #itemsOfLists: readonly number[];
  readonly #nesting: number;
  readonly #open = new OpenElements();
  readonly #inline = new InlineText();
  readonly #root: TextBlock[] = [];
  /** Where the text goes at present: the document, or a cell. */
  #blocks: TextBlock[] = this.#root;
  #hidden: HiddenRegion | undefined;
  /** An element whose tags are not tags (`title`, `noframes`), and its content. */
  #raw: { readonly name: string; readonly parts: string[] } | undefined;
  #title: string | undefined;
  #heading: number | undefined;
  #lists = 0;
  #foreign = 0;

  constructor(itemsOfLists: readonly number[], nesting: number) {
    this.#itemsOfLists = itemsOfLists;
    this.#nesting = nesting;
  }

  get isForeign(): boolean {
    return this.#foreign > 0;
  }

  text(text: string): void {
    if (this.#raw !== undefined) this.#raw.parts.push(text);
    else if (this.#hidden === undefined) this.#inline.append(text, this.#open.preformatted);
  }

  open(name: string, attributes: Attributes): void {
    if (this.#hidden?.endsBeforeStartOf(name) === true) this.#hidden = undefined;
    if (this.#hidden !== undefined) return;
    if (name === 'title' && this.isForeign) this.#hidden = new HiddenRegion(name);
    else if (name === 'title' || name === 'noframes') this.#raw = { name, parts: [] };
    else {
      this.#impliedEnds(name);
      if (isHidden(name, attributes)) this.#openHidden(name, attributes);
      else if (voidElements.has(name)) this.#openVoid(name, attributes);
      else this.#openShown(name, attributes);
    }
  }

  close(name: string): void {
    if (this.#raw !== undefined) {
      this.#endRaw(this.#raw);
      return;
    }
    if (this.#hidden !== undefined) {
      const whose = this.#hidden.takeEnd(name, this.#open.isOpen(name));
      if (whose === 'inside') return;
      this.#hidden = undefined;
      if (whose === 'own') {
        this.#separate(separation(name));
        return;
      }
    }
    if (name === 'br') this.#inline.lineBreak();
    if (name === 'q') this.text('”');
    if (tableParts.has(name)) this.#endTablePart(name);
    if (this.#open.endDeeper(name)) this.#separate(separation(name));
    else {
      const found = this.#findOpen(name);
      if (found !== undefined) this.#closeTo(found.depth);
      else {
        this.#open.uncount(name);
        this.#separate(separation(name));
      }
    }
  }

  finish(): { blocks: TextBlock[]; title: string | null } {
    if (this.#raw !== undefined) this.#endRaw(this.#raw);
    this.#closeTo(0);
    this.#flush();
    const title = this.#title?.trim().replace(/\s+/g, ' ') ?? '';
    return { blocks: this.#root, title: title === '' ? null : title };
  }

  #openVoid(name: string, attributes: Attributes): void {
    if (name === 'br') this.#inline.lineBreak();
    else if (name === 'img' || name === 'image') this.#inline.word(attributes.get('alt') ?? '');
    else if (name === 'input') this.#inline.word(fieldText(attributes));
    else this.#separate(separation(name));
  }

  #openHidden(name: string, attributes: Attributes): void {
    this.#separate(separation(name));
    // A hidden cell keeps its place.
    if (name === 'td' || name === 'th') this.#open.find(isTable)?.element.table?.openCell(attributes);
    const document = attributes.get('srcdoc');
    if (name === 'iframe' && document !== undefined) this.#readNested(document);
    if (!voidElements.has(name)) this.#hidden = new HiddenRegion(name);
  }

  #openShown(name: string, attributes: Attributes): void {
    const preformatted = keepsWhiteSpace(name, attributes);
    const level = headingLevel(name);
    const isNestedList = listElements.has(name) && this.#open.isInStack('li');
    this.#separate(isNestedList ? 'line' : separation(name, attributes));
    if (name === 'table') this.#openTable(preformatted);
    else if (name === 'td' || name === 'th') this.#openCell(name, attributes, preformatted);
    else if (listElements.has(name)) this.#openList(name, attributes);
    else if (name === 'li') this.#openItem(attributes);
    else if (level !== undefined) {
      if (this.#open.push({ name, headingLevel: level, preformatted })) this.#heading = level;
    } else if (foreignElements.has(name)) {
      if (this.#open.push({ name })) this.#foreign += 1;
    } else if (preformatted || this.#open.isInStack(name)) this.#open.push({ name, preformatted });
    else if (separation(name) !== 'none') this.#open.count(name);
    if (name === 'q') this.text('“');
    if (name === 'optgroup') this.text(attributes.get('label') ?? '');
  }

  #openTable(preformatted: boolean): void {
    const heading = this.#open.find(isHeading, isBoundary);
    if (heading !== undefined) this.#closeTo(heading.depth);
    if (!this.#open.hasRoomForTable) this.#open.count('table');
    else this.#open.push({ name: 'table', table: new HtmlTable(), preformatted });
  }

  #openCell(name: string, attributes: Attributes, preformatted: boolean): void {
    const table = this.#open.find(isTable)?.element.table;
    if (table === undefined) return;
    this.#flush();
    const content = table.openCell(attributes);
    if (this.#open.push({ name, outside: this.#blocks, preformatted })) this.#blocks = content;
  }

  #openList(name: string, attributes: Attributes): void {
    const items = this.#itemsOfLists[this.#lists] ?? 0;
    this.#lists += 1;
    this.#open.push({ name, numbering: name === 'ol' ? new ListNumbering(attributes, items) : null });
  }

  #openItem(attributes: Attributes): void {
    const marker = this.#open.find(isList, isBoundary)?.element.numbering?.next(attributes);
    if (marker !== undefined) this.#inline.mark(marker);
    this.#open.push({ name: 'li' });
  }

  /** Ends what ends where an element of this name begins. */
  #impliedEnds(name: string): void {
    if (separation(name) === 'paragraph' || name === 'div') {
      this.#open.forget('p');
      if (this.#open.isInStack('p'))
        this.#closeFound(this.#open.find((open) => open.name === 'p', isBoundary));
    }
    if (name === 'li') {
      this.#closeFound(this.#open.find(isItem, (open) => isList(open) || isBoundary(open)));
    }
    if (headingLevel(name) !== undefined) this.#closeFound(this.#open.find(isHeading, isBoundary));
    if (tableParts.has(name)) {
      const table = this.#open.find(isTable);
      if (table !== undefined) this.#closeTo(table.depth + 1);
      if (name !== 'td' && name !== 'th') table?.element.table?.endRow();
    }
  }

  #endTablePart(name: string): void {
    if (name === 'td' || name === 'th' || name === 'caption') return;
    const table = this.#open.find(isTable);
    if (table === undefined) return;
    this.#closeTo(table.depth + 1);
    table.element.table?.endRow();
  }

  /** The open element that an end tag means; the end tag of any heading ends any heading. */
  #findOpen(name: string): FoundElement | undefined {
    if (headingLevel(name) !== undefined) return this.#open.find(isHeading, isBoundary);
    if (!this.#open.isInStack(name)) return undefined;
    const isCell = name === 'td' || name === 'th';
    return this.#open.find(
      (open) => open.name === name,
      (open) => (isCell ? isTable(open) : name !== 'table' && isBoundary(open)),
    );
  }

  #closeFound(found: FoundElement | undefined): void {
    if (found !== undefined) this.#closeTo(found.depth);
  }

  /** Closes elements until so many are open. */
  #closeTo(depth: number): void {
    while (this.#open.depth > depth) {
      const element = this.#open.pop();
      if (element === undefined) return;
      const isNestedList = isList(element) && this.#open.isInStack('li');
      this.#separate(isNestedList ? 'line' : separation(element.name));
      if (isItem(element)) this.#inline.dropMark();
      if (foreignElements.has(element.name)) this.#foreign -= 1;
      if (isHeading(element)) {
        this.#flush();
        this.#heading = undefined;
      }
      if (isBoundary(element)) this.#flush();
      if (element.outside !== undefined) this.#blocks = element.outside;
      if (element.table !== undefined) this.#addAll(element.table.blocks());
    }
  }

  #separate(how: Separation): void {
    if (how === 'none') return;
    if (how === 'line' || this.#heading !== undefined) this.#inline.line();
    else this.#flush();
  }

  #flush(): void {
    const text = this.#inline.take().trim();
    if (text === '') return;
    const level = this.#heading;
    if (level === undefined || text.length > MAX_HEADING_CHARACTERS)
      this.#blocks.push({ kind: 'paragraph', text });
    else this.#blocks.push({ kind: 'heading', level, text });
  }

  #endRaw({ name, parts }: { readonly name: string; readonly parts: readonly string[] }): void {
    this.#raw = undefined;
    if (name === 'title') this.#title ??= parts.join('');
    else this.#readNested(parts.join(''));
  }

  #readNested(html: string): void {
    if (this.#nesting >= MAX_NESTED_DOCUMENTS) return;
    this.#flush();
    this.#addAll(readHtmlBlocks(html, this.#nesting + 1).blocks);
  }

  #addAll(blocks: readonly TextBlock[]): void {
    for (const block of blocks) this.#blocks.push(block);
  }
}
