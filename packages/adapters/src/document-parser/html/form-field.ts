import type { Attributes } from './html-tokens.ts';

const withoutText = new Set(['hidden', 'password', 'file', 'image', 'range', 'color']);
const buttonLabels: Readonly<Record<string, string>> = { submit: 'Submit', reset: 'Reset' };

/** What an `input` element shows: its value, else its hint; a box that is ticked or not. */
export function fieldText(attributes: Attributes): string {
  const type = attributes.get('type')?.trim().toLowerCase() ?? 'text';
  if (type === 'image') return attributes.get('alt') ?? '';
  if (withoutText.has(type)) return '';
  if (type === 'checkbox' || type === 'radio') return attributes.has('checked') ? '☒' : '☐';
  const value = attributes.get('value') ?? '';
  if (value !== '') return value;
  return buttonLabels[type] ?? attributes.get('placeholder') ?? '';
}
