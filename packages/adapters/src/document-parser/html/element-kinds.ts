import type { Attributes } from './html-tokens.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that have no content and no end tag. */
export const voidElements = words(
  'area base basefont br col command embed frame hr img image input isindex keygen link meta param source track wbr',
);
/** A blank line parts these from what stands around them. */
const paragraphElements = words(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol menu dir dl pre listing xmp plaintext table caption fieldset form figure ' +
    'hr article section main header footer nav aside body head html frameset noframes details dialog',
);
/** These stand on lines of their own; the last eight are the tags around a filing of the SEC's EDGAR. */
const lineElements = words(
  'div li dt dd address center legend figcaption summary hgroup option optgroup select textarea search tr td th ' +
    'marquee thead tbody tfoot rtc noscript document type sequence filename description text sec-document sec-header',
);
const preformattedElements = words('pre listing xmp plaintext textarea');
export const listElements = words('ol ul menu dir');
export const tableParts = words('tr td th thead tbody tfoot caption colgroup');
export const foreignElements = words('svg math');

const neverShown = words(
  'script style template iframe noembed datalist annotation annotation-xml ix:header ix:hidden desc metadata',
);
const displayNone = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b/i;
const keepsSpaces = /(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)/i;
const hasMargin =
  /(?:^|[;\s])(?:margin|margin-top|margin-bottom|padding-top|padding-bottom)\s*:[^;a-z]{0,12}[1-9]/i;

/** Whether an element and all in it is kept from sight by what it is or by its own attributes. */
export function isHidden(name: string, attributes: Attributes): boolean {
  if (neverShown.has(name) || attributes.has('hidden')) return true;
  if (name === 'dialog') return !attributes.has('open');
  const style = attributes.get('style');
  return style !== undefined && displayNone.test(style);
}

export function keepsWhiteSpace(name: string, attributes: Attributes): boolean {
  const style = attributes.get('style');
  return preformattedElements.has(name) || (style !== undefined && keepsSpaces.test(style));
}

/** From 1 to 6, undefined for what is no heading. */
export function headingLevel(name: string): number | undefined {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : undefined;
}

export type Separation = 'paragraph' | 'line' | 'none';

/** How far an element stands off from the text around it. */
export function separation(name: string, attributes?: Attributes): Separation {
  if (paragraphElements.has(name)) return 'paragraph';
  if (!lineElements.has(name)) return 'none';
  return name === 'div' && hasMargin.test(attributes?.get('style') ?? '') ? 'paragraph' : 'line';
}
