import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

export type Attributes = ReadonlyMap<string, string>;

export interface TokenHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
  /** Whether the place is inside of SVG or MathML, where tags are read as in XML. */
  readonly isForeign: boolean;
}

/** The attributes that say what is shown and in which encoding; others may be as long as they like. */
const attributesRead = new Set(
  'alt charset checked colspan content hidden http-equiv label open placeholder reversed rowspan srcdoc start style type value'.split(
    ' ',
  ),
);

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * Reports tags and text of an HTML source one after the other, as they stand there, in linear time. CDATA
 * sections count as text; comments, declarations and processing instructions are left out.
 */
export function readTokens(html: string, handler: TokenHandler): void {
  const isXml = /^\s*<\?xml/i.test(html.slice(0, 1024));
  const tokenizer = new Tokenizer({ recognizeSelfClosing: isXml }, new TokenReader(html, handler, isXml));
  tokenizer.write(html);
  tokenizer.end();
}

class TokenReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #handler: TokenHandler;
  readonly #isXml: boolean;
  #tag = '';
  #attributes: Map<string, string> | undefined;
  #attribute: string | undefined;

  constructor(html: string, handler: TokenHandler, isXml: boolean) {
    this.#html = html;
    this.#handler = handler;
    this.#isXml = isXml;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase();
    this.#attributes = undefined;
    this.#attribute = undefined;
  }

  onattribname(start: number, end: number): void {
    // A cap on the length keeps `slice` cheap; the first attribute of a name wins.
    const name = this.#html.slice(start, Math.min(end, start + 16)).toLowerCase();
    const isRead = attributesRead.has(name) && this.#attributes?.has(name) !== true;
    this.#attribute = isRead ? name : undefined;
    if (isRead) this.#addToAttribute(name, '');
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute !== undefined) this.#addToAttribute(this.#attribute, this.#html.slice(start, end));
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== undefined) this.#addToAttribute(this.#attribute, String.fromCodePoint(codePoint));
  }

  onattribend(): void {
    this.#attribute = undefined;
  }

  onopentagend(): void {
    this.#handler.open(this.#tag, this.#attributes ?? noAttributes);
  }

  onselfclosingtag(): void {
    const closes = this.#isXml || this.#handler.isForeign;
    this.#handler.open(this.#tag, this.#attributes ?? noAttributes);
    if (closes) this.#handler.close(this.#tag);
  }

  onclosetag(start: number, end: number): void {
    this.#handler.close(this.#html.slice(start, end).toLowerCase());
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#handler.text(String.fromCodePoint(codePoint));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.#handler.text(this.#html.slice(start, end - endOffset));
  }

  isInForeignContext(): boolean {
    return this.#handler.isForeign;
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #addToAttribute(name: string, data: string): void {
    this.#attributes ??= new Map();
    this.#attributes.set(name, `${this.#attributes.get(name) ?? ''}${data}`);
  }
}
