import { symbolText } from './symbol-font.ts';

/** A complex field (`w:fldChar`): instruction up to the separator, then the result as last computed. */
export interface Field {
  phase: 'instruction' | 'result';
  instruction: string;
  /** Text between begin and separator that is no instruction; shown only if the field never ends. */
  dropped: string;
  isChecked: boolean;
  /** The entries of a drop-down form field and which one is chosen. */
  readonly entries: string[];
  chosenEntry: number;
}

const MAX_INSTRUCTION_CHARACTERS = 10_000;

export function beginField(): Field {
  return {
    phase: 'instruction',
    instruction: '',
    dropped: '',
    isChecked: false,
    entries: [],
    chosenEntry: 0,
  };
}

export function addInstruction(field: Field, text: string): void {
  field.instruction = (field.instruction + text).slice(0, MAX_INSTRUCTION_CHARACTERS);
}

/** A property of a legacy form field (`w:ffData`). */
export function setFormProperty(field: Field, name: string, value: string | undefined): void {
  // A check box states its default first, then how it was left.
  if (name === 'w:default' || name === 'w:checked') field.isChecked = !/^(?:0|false|off)$/.test(value ?? '');
  if (name === 'w:default' || name === 'w:result') field.chosenEntry = Number.parseInt(value ?? '', 10) || 0;
  if (name === 'w:listEntry' && field.entries.length < 100) field.entries.push(value ?? '');
}

/** What a field that stores no result shows by its instruction alone. */
export function fieldText(field: Field): string {
  const [keyword = '', first = ''] = field.instruction.trim().split(/\s+/, 2);
  switch (keyword.toUpperCase()) {
    case 'FORMCHECKBOX':
      return field.isChecked ? '☒' : '☐';
    case 'FORMDROPDOWN':
      return field.entries[field.chosenEntry] ?? '';
    case 'MACROBUTTON':
    case 'GOTOBUTTON':
      return field.instruction.trim().replace(/^\S+\s+\S+\s*/, '');
    case 'SYMBOL':
      return symbolText(Number(first), /\\f\s*"([^"]{1,60})"/.exec(field.instruction)?.[1]);
    default:
      return '';
  }
}
