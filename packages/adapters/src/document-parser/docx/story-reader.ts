import { type Block, blockText } from './block.ts';
import { Flow } from './flow.ts';
import { InlineReader } from './inline-reader.ts';
import { ListCounter } from './list-counter.ts';
import { setParagraphProperty } from './paragraph.ts';
import type { Story, StoryContext, StorySection } from './story.ts';
import { TableRow } from './table-row.ts';
import { type Attributes, nestedTooDeeply, type XmlHandler } from './xml-reader.ts';

/** Elements whose content is a text of its own. */
const flowElements: ReadonlySet<string> = new Set([
  'w:tc',
  'w:txbxContent',
  'a:p',
  'w:footnote',
  'w:endnote',
  'w:comment',
]);
/** Former properties kept by tracked changes, and properties with elements named like those of the text. */
const skippedElements: ReadonlySet<string> = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblGridChange',
  'w:sdtPr',
  'w:sdtEndPr',
]);

const MAX_MOVES = 2_000_000;

/** `mc:AlternateContent`: the first branch that holds text stands for all. */
interface Alternatives {
  /** The number of characters before the branch that is open. */
  before: number;
  isChosen: boolean;
}

/**
 * Reads the body or any other part with paragraphs, element by element. Elements that are not known are looked
 * through, so that text inside of content controls, smart tags or later additions to the format is found.
 */
export class StoryReader implements XmlHandler {
  readonly #context: StoryContext;
  readonly #insertions: ReadonlyMap<string, readonly Block[]>;
  readonly #counter: ListCounter;
  readonly #inline = new InlineReader();
  readonly #body: Flow;
  readonly #flows: Flow[];
  readonly #rows: TableRow[] = [];
  /** The columns that the open cells take. */
  readonly #spans: number[] = [];
  readonly #alternatives: Alternatives[] = [];
  readonly #sections: StorySection[] = [];
  readonly #headers = new Set<string>();
  readonly #footers = new Set<string>();
  #section: Attributes = {};
  #skippedDepth = 0;
  /** How often a block was moved out of a row; tables inside of tables move it once for each level. */
  #moves = 0;
  #propertiesDepth = 0;

  /** `insertions` are the texts of charts, diagrams and imported files by their relationship ids. */
  constructor(context: StoryContext, insertions: ReadonlyMap<string, readonly Block[]>) {
    this.#context = context;
    this.#insertions = insertions;
    this.#counter = new ListCounter(context.lists, context.styles);
    this.#body = this.#newFlow(false);
    this.#flows = [this.#body];
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skippedDepth > 0 || skippedElements.has(name) || this.#isOtherBranch(name)) {
      this.#skippedDepth += 1;
      return;
    }
    if (this.#propertiesDepth > 0) {
      if (name === 'w:pPr') this.#propertiesDepth += 1;
      this.#setProperty(this.#flow, name, attributes);
      return;
    }
    if (flowElements.has(name)) this.#openFlow(name, attributes);
    const flow = this.#flow;
    switch (name) {
      case 'w:p':
        flow.open();
        break;
      case 'w:pPr':
        this.#propertiesDepth = 1;
        break;
      case 'w:tr':
        this.#rows.push(new TableRow());
        break;
      case 'w:gridBefore':
        this.#rows.at(-1)?.skipColumns(Number(attributes['w:val']) || 0);
        break;
      case 'w:gridSpan':
        if (this.#spans.length > 0) this.#spans[this.#spans.length - 1] = Number(attributes['w:val']) || 1;
        break;
      case 'w:headerReference':
      case 'w:footerReference':
        this.#addReference(name, attributes);
        break;
      case 'mc:AlternateContent':
        this.#alternatives.push({ before: 0, isChosen: false });
        break;
      case 'v:textpath':
        this.#attach([{ kind: 'paragraph', text: attributes['string'] ?? '' }]);
        break;
      case 'c:chart':
      case 'cx:chart':
      case 'w:altChunk':
        this.#attach(this.#insertions.get(attributes['r:id'] ?? '') ?? []);
        break;
      case 'dgm:relIds':
        this.#attach(this.#insertions.get(attributes['r:dm'] ?? '') ?? []);
        break;
      default:
        this.#inline.open(flow, name, attributes);
    }
  }

  text(data: string): void {
    if (this.#skippedDepth === 0) this.#inline.addText(data);
  }

  close(name: string): void {
    if (this.#skippedDepth > 0) {
      this.#skippedDepth -= 1;
      return;
    }
    if (name === 'w:pPr') this.#propertiesDepth -= 1;
    else if (this.#propertiesDepth > 0) return;
    this.#inline.close(this.#flow, name);
    if (name === 'w:p') this.#flow.close();
    else if (flowElements.has(name)) this.#closeFlow(name);
    else if (name === 'w:tr') this.#closeRow();
    else if (name === 'w:tbl') this.#flow.insert([{ kind: 'table-end' }]);
    else if (name === 'mc:AlternateContent') this.#alternatives.pop();
    else if (name === 'mc:Choice') this.#closeBranch();
  }

  /** What was read; to be called once, at the end of the part. */
  finish(): Story {
    const { deletions, footnotes, endnotes } = this.#inline;
    const blocks = this.#body.end();
    const [headers, footers] = [this.#headers, this.#footers];
    return { blocks, sections: this.#sections, deletions, headers, footers, footnotes, endnotes };
  }

  get #flow(): Flow {
    return this.#flows.at(-1) ?? this.#body;
  }

  #newFlow(isCell: boolean): Flow {
    return new Flow(this.#context.styles, this.#counter, isCell);
  }

  #openFlow(name: string, attributes: Attributes): void {
    if (name === 'w:tc') this.#spans.push(1);
    else if (name !== 'w:txbxContent' && name !== 'a:p') this.#section = attributes;
    this.#flows.push(this.#newFlow(name === 'w:tc'));
  }

  #closeFlow(name: string): void {
    const blocks = this.#flows.pop()?.end() ?? [];
    if (name === 'w:tc') {
      const span = this.#spans.pop() ?? 1;
      const row = this.#rows.at(-1);
      if (row) row.addCell(blocks, span);
      else this.#flow.insert(blocks);
    } else if (name === 'w:txbxContent' || name === 'a:p') {
      this.#flow.attach(blocks);
    } else {
      this.#closeSection(blocks);
    }
  }

  #closeRow(): void {
    const blocks = this.#rows.pop()?.blocks() ?? [];
    this.#flow.insert(blocks);
    this.#moves += blocks.length;
    if (this.#moves > MAX_MOVES) throw nestedTooDeeply();
  }

  /** Separators of notes are sections of a type of their own. */
  #closeSection(blocks: readonly Block[]): void {
    const { 'w:id': id = '', 'w:author': author = '', 'w:date': date = '', 'w:type': type } = this.#section;
    if (type === undefined || type === 'normal') this.#sections.push({ id, author, date, blocks });
  }

  #setProperty(flow: Flow, name: string, attributes: Attributes): void {
    if (name === 'w:headerReference' || name === 'w:footerReference') this.#addReference(name, attributes);
    else if (flow.paragraph) setParagraphProperty(flow.paragraph, name, attributes['w:val']);
  }

  #addReference(name: string, attributes: Attributes): void {
    const id = attributes['r:id'];
    if (id !== undefined) (name === 'w:headerReference' ? this.#headers : this.#footers).add(id);
  }

  #attach(blocks: readonly Block[]): void {
    for (const block of blocks) this.#inline.count(blockText(block).length);
    this.#flow.attach(blocks);
  }

  #isOtherBranch(name: string): boolean {
    const alternatives =
      name === 'mc:Choice' || name === 'mc:Fallback' ? this.#alternatives.at(-1) : undefined;
    if (alternatives) alternatives.before = this.#inline.characters;
    return alternatives?.isChosen ?? false;
  }

  #closeBranch(): void {
    const alternatives = this.#alternatives.at(-1);
    if (alternatives && this.#inline.characters > alternatives.before) alternatives.isChosen = true;
  }
}
