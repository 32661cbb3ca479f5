import type { HtmlTable } from './html-table.ts';
import type { ListNumbering } from './list-numbering.ts';
import type { TextBlock } from './text-block.ts';

/** An open element that changes how its content is read. */
export interface OpenElement {
  readonly name: string;
  readonly preformatted?: boolean;
  /** On lists; null where the items have no number. */
  readonly numbering?: ListNumbering | null;
  readonly table?: HtmlTable;
  /** On the cells of a table: where the text around the table goes. */
  readonly outside?: TextBlock[];
  readonly headingLevel?: number;
}

export interface FoundElement {
  readonly element: OpenElement;
  /** How many elements are open around it. */
  readonly depth: number;
}

/** As deep as browsers go; what is opened below is read as if it changed nothing. */
const MAX_DEPTH = 512;
/** Tables inside of tables; deeper ones are read as running text. */
const MAX_TABLES = 32;

/** The elements that are open. Those that change how text is read form a stack, of the others the number is kept. */
export class OpenElements {
  readonly #stack: OpenElement[] = [];
  readonly #inStack = new Map<string, number>();
  readonly #others = new Map<string, number>();
  /** Those for which the stack had no room. */
  readonly #deeper = new Map<string, number>();
  #tables = 0;

  get depth(): number {
    return this.#stack.length;
  }

  get hasRoomForTable(): boolean {
    return this.#tables < MAX_TABLES && this.#stack.length < MAX_DEPTH - 1;
  }

  get preformatted(): boolean {
    return this.#stack.at(-1)?.preformatted === true;
  }

  /** Adds an element to the stack; false if the stack is full. */
  push(element: OpenElement): boolean {
    if (this.#stack.length >= MAX_DEPTH) {
      add(this.#deeper, element.name, 1);
      return false;
    }
    this.#stack.push({ ...element, preformatted: element.preformatted === true || this.preformatted });
    add(this.#inStack, element.name, 1);
    if (element.table !== undefined) this.#tables += 1;
    return true;
  }

  pop(): OpenElement | undefined {
    const element = this.#stack.pop();
    if (element !== undefined) add(this.#inStack, element.name, -1);
    if (element?.table !== undefined) this.#tables -= 1;
    return element;
  }

  /** Counts an element that does not go on the stack. */
  count(name: string): void {
    add(this.#others, name, 1);
  }

  uncount(name: string): void {
    if (this.#others.has(name)) add(this.#others, name, -1);
  }

  /** Takes the end tag of an element for which there was no room; false if none is open. */
  endDeeper(name: string): boolean {
    const isDeeper = this.#deeper.has(name);
    if (isDeeper) add(this.#deeper, name, -1);
    return isDeeper;
  }

  /** Forgets counted elements whose ends are implied. */
  forget(name: string): void {
    this.#others.delete(name);
  }

  isOpen(name: string): boolean {
    return this.#inStack.has(name) || this.#others.has(name) || this.#deeper.has(name);
  }

  isInStack(name: string): boolean {
    return this.#inStack.has(name);
  }

  /** The innermost element on the stack that fits, searched as far as the first at which to stop. */
  find(
    fits: (element: OpenElement) => boolean,
    stopAt: (element: OpenElement) => boolean = () => false,
  ): FoundElement | undefined {
    for (let depth = this.#stack.length - 1; depth >= 0; depth -= 1) {
      const element = this.#stack[depth];
      if (element === undefined) return undefined;
      if (fits(element)) return { element, depth };
      if (stopAt(element)) return undefined;
    }
    return undefined;
  }
}

function add(counts: Map<string, number>, name: string, change: number): void {
  const count = (counts.get(name) ?? 0) + change;
  if (count > 0) counts.set(name, count);
  else counts.delete(name);
}
