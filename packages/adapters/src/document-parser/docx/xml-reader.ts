import { Parser } from 'htmlparser2';
import { corruptFile, FileRejection } from '../file-rejection.ts';
import { ENCODING_HEAD_BYTES, xmlEncoding } from './xml-encoding.ts';
import { NamespaceScope } from './xml-namespaces.ts';
import type { ZipPackage } from './zip-package.ts';

// The parser's own stack costs time with each level; Word itself stops reading long before this depth.
const MAX_DEPTH = 1000;

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Receives the elements of a part in order, under the prefixes of `NamespaceScope`. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(data: string): void;
  close?(name: string): void;
}

/**
 * Reads a part of the package event by event, without a tree and without expanding entities that the part declares
 * itself. A missing part gives no events. Throws `corrupt` if elements
 * of the part are not closed, `too_complex` if it nests too deep.
 */
export async function readXml(zip: ZipPackage, part: string, handler: XmlHandler): Promise<void> {
  const events = new XmlEvents(handler);
  let head: Uint8Array = new Uint8Array();
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of zip.chunks(part)) {
    if (decoder) {
      events.write(decoder.decode(chunk, { stream: true }));
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < ENCODING_HEAD_BYTES) continue;
    decoder = new TextDecoder(xmlEncoding(head));
    events.write(decoder.decode(head, { stream: true }));
  }
  events.write(decoder ? decoder.decode() : new TextDecoder(xmlEncoding(head)).decode(head));
  events.end();
}

/** For a document whose structure is too deep to be worked on in bounded time. */
export function nestedTooDeeply(): FileRejection {
  return new FileRejection(
    'too_complex',
    'The document is nested too deeply to be processed. Please save it anew with a word processor.',
  );
}

function notWellFormed(): FileRejection {
  return corruptFile('The document is damaged: a part of it breaks off or is not valid XML.');
}

interface OpenElement {
  readonly name: string;
  readonly outerScope: NamespaceScope;
  /** Where its start tag ends. */
  readonly tagEnd: number;
}

class XmlEvents {
  readonly #handler: XmlHandler;
  readonly #parser: Parser;
  readonly #open: OpenElement[] = [];
  #scope = new NamespaceScope();
  #declaresNamespaces = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
    this.#parser = new Parser(
      {
        onattribute: (name) => {
          if (name.startsWith('xmlns')) this.#declaresNamespaces = true;
        },
        onopentag: (name, attributes) => this.#onOpen(name, attributes),
        ontext: (data) => handler.text?.(data),
        onclosetag: (_, isImplied) => this.#onClose(isImplied),
      },
      { xmlMode: true },
    );
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  /** The parser closes by itself what is left open, so this looks before it does. */
  end(): void {
    if (this.#open.length > 0) throw notWellFormed();
    this.#parser.end();
  }

  #onOpen(name: string, attributes: Record<string, string>): void {
    if (this.#open.length >= MAX_DEPTH) {
      throw nestedTooDeeply();
    }
    const outerScope = this.#scope;
    if (this.#declaresNamespaces) {
      this.#declaresNamespaces = false;
      this.#scope = outerScope.with(attributes);
    }
    const known = this.#scope.elementName(name);
    this.#open.push({ name: known, outerScope, tagEnd: this.#parser.endIndex });
    this.#handler.open(known, this.#scope.isPlain ? attributes : this.#renamed(attributes));
  }

  /** An empty element (`<x/>`) is closed by the same tag, anything else that is closed unasked lacks its end tag. */
  #onClose(isImplied: boolean): void {
    const element = this.#open.pop();
    if (!element) return;
    if (isImplied && element.tagEnd !== this.#parser.endIndex) throw notWellFormed();
    this.#handler.close?.(element.name);
    this.#scope = element.outerScope;
  }

  #renamed(attributes: Record<string, string>): Record<string, string> {
    const renamed: Record<string, string> = {};
    for (const name in attributes) renamed[this.#scope.attributeName(name)] = attributes[name] ?? '';
    return renamed;
  }
}
