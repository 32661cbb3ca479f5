import { separation, voidElements } from './element-kinds.ts';

/** What the start of another element ends, where the end tag may be left out. */
const endedBy: Readonly<Record<string, RegExp>> = {
  li: /^li$/,
  dt: /^d[dt]$/,
  dd: /^d[dt]$/,
  td: /^(?:t[dhr]|tbody|thead|tfoot)$/,
  th: /^(?:t[dhr]|tbody|thead|tfoot)$/,
  tr: /^(?:tr|tbody|thead|tfoot)$/,
  option: /^opt/,
};

/** An element that is not shown, from its start tag to where it ends. */
export class HiddenRegion {
  readonly #name: string;
  readonly #open = new Map<string, number>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Takes a start tag; true if the region ends before it. */
  endsBeforeStartOf(name: string): boolean {
    if (this.#open.size === 0) {
      const ends =
        this.#name === 'p'
          ? separation(name) === 'paragraph' || name === 'div'
          : endedBy[this.#name]?.test(name);
      if (ends === true) return true;
    }
    if (!voidElements.has(name)) this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    return false;
  }

  /**
   * Takes an end tag; `own` if it is the region's, `outer` if it ends an element around it. `isOpenOutside` tells
   * whether such an element is open there.
   */
  takeEnd(name: string, isOpenOutside: boolean): 'inside' | 'own' | 'outer' {
    const open = this.#open.get(name) ?? 0;
    if (open > 1) this.#open.set(name, open - 1);
    else if (open === 1) this.#open.delete(name);
    else if (name === this.#name) return 'own';
    else if (isOpenOutside) return 'outer';
    return 'inside';
  }
}
