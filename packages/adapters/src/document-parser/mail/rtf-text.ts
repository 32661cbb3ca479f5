import { codePageCharset } from '../code-pages.ts';
import { decodeCharset } from './charset.ts';
import { type RtfToken, rtfTokens } from './rtf-tokens.ts';

/** What a piece of RTF says: as HTML where it only wraps it ([MS-OXRTFEX]), else as plain text. */
export interface RtfContent {
  readonly isHtml: boolean;
  readonly text: string;
}

interface Group {
  readonly isSkipped: boolean;
  /** Inside of `\htmltag`: markup that the wrapped HTML has and RTF does not. */
  readonly isMarkup: boolean;
  readonly isFontTable: boolean;
  isRtfOnly: boolean;
  skippedAfterUnicode: number;
  font: number;
}

const MAX_DEPTH = 5000;
const skippedDestinations = new Set(
  'colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf listtable listoverridetable rsidtbl generator xmlnstbl themedata datastore latentstyles filetbl revtbl nonshppict'.split(
    ' ',
  ),
);
const characters: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['sect', '\n'],
  ['page', '\n'],
  ['row', '\n'],
  ['tab', '\t'],
  ['cell', '\t'],
  ['emdash', '\u2014'],
  ['endash', '\u2013'],
  ['bullet', '\u2022'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
  ['nobreakspace', '\u00a0'],
]);
/** Code pages of `\fcharset`; the others go with the document's own. */
const fontCodePages: ReadonlyMap<number, number> = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/** Reads RTF. Bounded by its input: no part of it is read twice. */
export function readRtf(bytes: Uint8Array): RtfContent {
  const rtf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const isHtml = /\\fromhtml1?(?![\d])/.test(rtf.slice(0, 4000));
  return { isHtml, text: new RtfReader(isHtml).read(rtf) };
}

class RtfReader {
  readonly #isHtml: boolean;
  readonly #text: string[] = [];
  readonly #fontCodePages = new Map<number, number>();
  readonly #groups: Group[] = [];
  #group: Group;
  #codePage = 1252;
  #pending: string[] = [];
  #pendingCodePage = 1252;
  #toSkip = 0;
  #isIgnorable = false;

  constructor(isHtml: boolean) {
    this.#isHtml = isHtml;
    const flags = { isSkipped: false, isMarkup: false, isFontTable: false, isRtfOnly: false };
    this.#group = { ...flags, skippedAfterUnicode: 1, font: -1 };
  }

  read(rtf: string): string {
    let lost = 0;
    for (const token of rtfTokens(rtf)) {
      if (token.type === 'open') {
        if (this.#groups.length >= MAX_DEPTH) lost += 1;
        else this.#groups.push(this.#group);
        this.#group = { ...this.#group };
        this.#toSkip = 0;
      } else if (token.type === 'close') {
        if (lost > 0) lost -= 1;
        else this.#group = this.#groups.pop() ?? this.#group;
        this.#toSkip = 0;
      } else {
        this.#take(token);
      }
      this.#isIgnorable = token.type === 'ignorable';
    }
    this.#flush();
    return this.#text.join('');
  }

  #take(token: RtfToken): void {
    if (token.type === 'word') this.#word(token.word, token.number);
    else if (token.type === 'bytes') this.#bytes(token.bytes);
  }

  #bytes(bytes: string): void {
    const shown = bytes.slice(this.#toSkip);
    this.#toSkip = Math.max(0, this.#toSkip - bytes.length);
    if (shown === '' || !this.#isShown()) return;
    const codePage = this.#fontCodePages.get(this.#group.font) ?? this.#codePage;
    if (codePage !== this.#pendingCodePage) this.#flush();
    this.#pendingCodePage = codePage;
    this.#pending.push(shown);
  }

  #word(word: string, number: number | undefined): void {
    const group = this.#group;
    if (this.#isIgnorable) {
      const isMarkup = this.#isHtml && word === 'htmltag';
      this.#group = { ...group, isMarkup, isSkipped: group.isSkipped || !isMarkup };
      return;
    }
    if (word === 'u' && number !== undefined) {
      if (this.#isShown()) this.#add(String.fromCharCode(number & 0xffff));
      this.#toSkip = group.skippedAfterUnicode;
      return;
    }
    if (word === 'uc') group.skippedAfterUnicode = Math.max(0, number ?? 1);
    else if (word === 'htmlrtf') group.isRtfOnly = number !== 0;
    else if (word === 'ansicpg' && number !== undefined && number > 0) this.#codePage = number;
    else if (word === 'mac') this.#codePage = 10000;
    else if (word === 'f' && number !== undefined) group.font = number;
    else if (word === 'plain') group.font = -1;
    else if (word === 'fcharset' && group.isFontTable) this.#setFont(number);
    else if (word === 'fonttbl') this.#group = { ...group, isFontTable: true, isSkipped: true };
    else if (skippedDestinations.has(word)) this.#group = { ...group, isSkipped: true };
    else if (this.#isShown()) this.#add(characters.get(word) ?? '');
  }

  #setFont(charset: number | undefined): void {
    const codePage = fontCodePages.get(charset ?? 0);
    if (codePage !== undefined) this.#fontCodePages.set(this.#group.font, codePage);
  }

  /** In wrapped HTML, what stands under `\htmlrtf` is there for readers of RTF alone. */
  #isShown(): boolean {
    const { isSkipped, isRtfOnly, isMarkup } = this.#group;
    return !isSkipped && !(this.#isHtml && isRtfOnly && !isMarkup);
  }

  #add(text: string): void {
    if (text === '') return;
    this.#flush();
    this.#text.push(text);
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(this.#pending.join(''), 'latin1');
    this.#pending = [];
    this.#text.push(decodeCharset(bytes, codePageCharset(this.#pendingCodePage)));
  }
}
