import type { ListDefinitions, ListInstance, ListLevel, ListTemplate } from './list-definitions.ts';
import { formatNumber } from './number-format.ts';
import type { StyleSheet } from './style-sheet.ts';

const MAX_LEVELS = 9;

/** What a paragraph says about its list, by itself and through its style. */
export interface ListMembership {
  readonly styleId: string | undefined;
  readonly listId: string | undefined;
  readonly listLevel: number | undefined;
}

/** Counts the paragraphs of lists in the order of the text and prints their labels: `2.1`, `(a)`. */
export class ListCounter {
  readonly #lists: ListDefinitions;
  readonly #styles: StyleSheet;
  /** The last number of each level; lists with the same template count on together. */
  readonly #numbers = new Map<ListTemplate, (number | undefined)[]>();
  readonly #restarted = new Set<string>();

  constructor(lists: ListDefinitions, styles: StyleSheet) {
    this.#lists = lists;
    this.#styles = styles;
  }

  /** Counts the paragraph; its label with what parts it from the text, empty for bullets and outside of lists. */
  next(paragraph: ListMembership): string {
    const { listId, styleId, listLevel } = this.#inherited(paragraph);
    const instance = listId === undefined ? undefined : this.#lists.instances.get(listId);
    const template = instance && this.#template(instance);
    if (listId === undefined || !instance || !template) return '';
    const index = Math.min(listLevel ?? levelOfStyle(template, styleId) ?? 0, MAX_LEVELS - 1);
    const level = levelAt(instance, template, index);
    if (!level) return '';
    const numbers = this.#count(listId, instance, template, index);
    return level.isHidden ? '' : label(level, numbers, (at) => levelAt(instance, template, at));
  }

  #inherited({ styleId, listId, listLevel }: ListMembership): ListMembership {
    if (listId !== undefined && listLevel !== undefined) return { styleId: undefined, listId, listLevel };
    for (const [id, style] of this.#styles.chain(styleId ?? this.#styles.defaultParagraphStyle)) {
      if (style.listId === undefined) continue;
      return { styleId: id, listId: listId ?? style.listId, listLevel: listLevel ?? style.listLevel };
    }
    return { styleId: undefined, listId, listLevel };
  }

  /** The levels of the list; a link to a numbering style leads to the list that the style names. */
  #template({ templateId }: ListInstance): ListTemplate | undefined {
    let template = this.#lists.templates.get(templateId);
    for (
      let step = 0;
      template?.linkedStyle !== undefined && template.levels.size === 0 && step < 5;
      step += 1
    ) {
      const [, style] = this.#styles.chain(template.linkedStyle).next().value ?? [];
      const instance = this.#lists.instances.get(style?.listId ?? '');
      template = instance && this.#lists.templates.get(instance.templateId);
    }
    return template;
  }

  #count(
    listId: string,
    instance: ListInstance,
    template: ListTemplate,
    index: number,
  ): readonly (number | undefined)[] {
    const numbers = this.#numbers.get(template) ?? new Array<number | undefined>(MAX_LEVELS).fill(undefined);
    this.#numbers.set(template, numbers);
    const first = (at: number) => instance.starts.get(at) ?? levelAt(instance, template, at)?.start ?? 1;
    // A level above that has not been used counts as used from here on, as Word does it.
    for (let above = 0; above < index; above += 1) numbers[above] ??= first(above);
    const restart = `${listId} ${index}`;
    if (instance.starts.has(index) && !this.#restarted.has(restart)) {
      this.#restarted.add(restart);
      numbers[index] = undefined;
    }
    numbers[index] = numbers[index] === undefined ? first(index) : numbers[index] + 1;
    for (let below = index + 1; below < MAX_LEVELS; below += 1) {
      const restartAfter = levelAt(instance, template, below)?.restartAfter ?? below;
      if (index < restartAfter) numbers[below] = undefined;
    }
    return numbers;
  }
}

function levelOfStyle(template: ListTemplate, styleId: string | undefined): number | undefined {
  if (styleId === undefined) return undefined;
  for (const [index, { style }] of template.levels) if (style === styleId) return index;
  return undefined;
}

function levelAt(instance: ListInstance, template: ListTemplate, index: number): ListLevel | undefined {
  return instance.levels.get(index) ?? template.levels.get(index);
}

function label(
  level: ListLevel,
  numbers: readonly (number | undefined)[],
  levelOf: (index: number) => ListLevel | undefined,
): string {
  if (level.format === 'bullet') return '';
  const text = level.text
    .slice(0, 200)
    .replace(/%([1-9])/g, (_, digit: string) => printedNumber(numbers, Number(digit) - 1, level, levelOf));
  return text.trim() === '' ? '' : level.isTight ? text : `${text} `;
}

function printedNumber(
  numbers: readonly (number | undefined)[],
  index: number,
  level: ListLevel,
  levelOf: (index: number) => ListLevel | undefined,
): string {
  const value = numbers[index];
  const { format = 'decimal', minimumDigits = 1 } = levelOf(index) ?? {};
  if (value === undefined || format === 'bullet') return '';
  const printed = level.isLegal && format !== 'none' ? String(value) : formatNumber(value, format);
  return printed.padStart(minimumDigits, '0');
}
