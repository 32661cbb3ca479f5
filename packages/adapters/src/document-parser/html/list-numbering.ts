import { roman } from '../numerals.ts';
import type { Attributes } from './html-tokens.ts';

type Style = 'decimal' | 'lower-alpha' | 'upper-alpha' | 'lower-roman' | 'upper-roman' | 'none';

const stylesByType: Readonly<Record<string, Style>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};
const cssStyle = /list-style(?:-type)?\s*:[^;]*?\b(decimal|none|(lower|upper)-(?:(alpha|latin)|(roman)))\b/i;

/** The numbers that a browser prints in front of the items of one ordered list. */
export class ListNumbering {
  readonly #style: Style;
  readonly #step: 1 | -1;
  #next: number;

  /** `items` is how many items the list has; a reversed list begins with it. */
  constructor(attributes: Attributes, items: number) {
    this.#style = styleOf(attributes) ?? 'decimal';
    this.#step = attributes.has('reversed') ? -1 : 1;
    this.#next = integer(attributes.get('start')) ?? (this.#step === 1 ? 1 : items);
  }

  /** What stands in front of the next item, or undefined where nothing is printed. */
  next(item: Attributes): string | undefined {
    const value = integer(item.get('value')) ?? this.#next;
    this.#next = value + this.#step;
    const style = styleOf(item) ?? this.#style;
    return style === 'none' ? undefined : `${numeral(value, style)}.`;
  }
}

function styleOf(attributes: Attributes): Style | undefined {
  const css = cssStyle.exec(attributes.get('style') ?? '');
  if (css === null) return stylesByType[attributes.get('type')?.trim() ?? ''];
  const [, name = '', letterCase, alpha] = css;
  if (letterCase === undefined) return name.toLowerCase() === 'none' ? 'none' : 'decimal';
  return `${letterCase.toLowerCase() === 'lower' ? 'lower' : 'upper'}-${alpha === undefined ? 'roman' : 'alpha'}`;
}

function integer(value: string | undefined): number | undefined {
  const digits = /^\s*([+-]?\d{1,9})/.exec(value ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function numeral(value: number, style: Style): string {
  const written = style.endsWith('alpha')
    ? letters(value)
    : style.endsWith('roman')
      ? roman(value)
      : String(value);
  return style.startsWith('upper') ? written.toUpperCase() : written;
}

/** a, b, ... z, aa, ab, ... */
function letters(value: number): string {
  if (value < 1) return String(value);
  let written = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    written = String.fromCharCode(97 + ((rest - 1) % 26)) + written;
  }
  return written;
}
