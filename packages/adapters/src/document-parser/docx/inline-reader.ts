import { FileRejection } from '../file-rejection.ts';
import { addInstruction, beginField, fieldText, setFormProperty } from './field.ts';
import type { Flow } from './flow.ts';
import { characterOf, shownText, symbolFontOf } from './run-text.ts';
import type { Deletion } from './story.ts';
import type { Attributes } from './xml-reader.ts';

const MAX_CHARACTERS = 50_000_000;
const MAX_FIELD_DEPTH = 100;
const textElements: ReadonlySet<string> = new Set(['w:t', 'w:delText', 'w:instrText', 'm:t', 'a:t']);

/** Reads what stands inside of paragraphs: text, signs, fields, tracked changes, notes' marks. */
export class InlineReader {
  readonly deletions: Deletion[] = [];
  readonly footnotes = new Set<string>();
  readonly endnotes = new Set<string>();
  /** All characters so far, deleted ones too. */
  characters = 0;
  /** The authors of the deletions that are open. */
  readonly #deleting: string[] = [];
  #deletion: Deletion | undefined;
  #movedDepth = 0;
  #text: string | undefined;
  #isPreserved = false;
  #symbolFont: string | undefined;
  /** The reading aid of `w:ruby`, which stands before the text that it belongs to. */
  #phonetic = '';
  #inPhonetic = false;

  open(flow: Flow, name: string, attributes: Attributes): void {
    if (textElements.has(name)) {
      this.#text = '';
      this.#isPreserved = attributes['xml:space'] === 'preserve';
      return;
    }
    const character = characterOf(name, attributes);
    if (character !== undefined) {
      this.#add(flow, character);
      return;
    }
    switch (name) {
      case 'w:r':
        this.#symbolFont = undefined;
        break;
      case 'w:rFonts':
        this.#symbolFont = symbolFontOf(attributes);
        break;
      case 'w:fldChar':
        this.#openFieldMark(flow, attributes['w:fldCharType']);
        break;
      case 'w:default':
      case 'w:checked':
      case 'w:result':
      case 'w:listEntry':
        this.#setFormProperty(flow, name, attributes['w:val']);
        break;
      case 'w:del':
        this.#deleting.push(attributes['w:author'] ?? '');
        break;
      case 'w:moveFrom':
        this.#movedDepth += 1;
        break;
      case 'w:rt':
        this.#inPhonetic = true;
        break;
      case 'w:footnoteReference':
        this.#addReference(this.footnotes, attributes);
        break;
      case 'w:endnoteReference':
        this.#addReference(this.endnotes, attributes);
        break;
    }
  }

  /** Text counts only inside of the elements for text. */
  addText(data: string): void {
    if (this.#text !== undefined) this.#text += data;
  }

  close(flow: Flow, name: string): void {
    if (textElements.has(name)) this.#closeText(flow, name);
    else if (name === 'w:del') this.#deleting.pop();
    else if (name === 'w:moveFrom') this.#movedDepth -= 1;
    else if (name === 'w:p') this.#deletion = undefined;
    else if (name === 'w:rt') this.#inPhonetic = false;
    else if (name === 'w:ruby' && this.#phonetic !== '') {
      const phonetic = this.#phonetic;
      this.#phonetic = '';
      this.#add(flow, ` (${phonetic})`);
    }
  }

  /** Counts text that did not come through this reader. */
  count(characters: number): void {
    this.characters += characters;
    if (this.characters > MAX_CHARACTERS) throw tooMuchText();
  }

  #closeText(flow: Flow, name: string): void {
    const text = this.#text ?? '';
    this.#text = undefined;
    const field = flow.fields.at(-1);
    if (name !== 'w:instrText') this.#add(flow, shownText(text, this.#isPreserved, this.#symbolFont));
    else if (field?.phase === 'instruction') addInstruction(field, text);
  }

  #add(flow: Flow, text: string): void {
    if (text === '') return;
    this.count(text.length);
    const author = this.#deleting.at(-1);
    if (this.#movedDepth > 0) return;
    if (author !== undefined) {
      this.#addDeleted(author, text);
      return;
    }
    if (this.#inPhonetic) {
      this.#phonetic += text;
      return;
    }
    const field = flow.fields.find(({ phase }) => phase === 'instruction');
    if (field) {
      field.dropped += text;
      return;
    }
    this.#deletion = undefined;
    flow.addText(text);
  }

  /** Runs of one deletion are one text, also when Word wraps each of them on its own. */
  #addDeleted(author: string, text: string): void {
    if (this.#deletion?.author === author) {
      this.#deletion.text += text;
      return;
    }
    this.#deletion = { author, text };
    this.deletions.push(this.#deletion);
  }

  #openFieldMark(flow: Flow, type: string | undefined): void {
    if (type === 'begin' && flow.fields.length < MAX_FIELD_DEPTH) flow.fields.push(beginField());
    const field = flow.fields.at(-1);
    if (type === 'separate' && field) field.phase = 'result';
    if (type !== 'end' || !field) return;
    flow.fields.pop();
    if (field.phase === 'result') return;
    // Without any instruction, what stands in the field can only be its text.
    this.#add(flow, field.instruction.trim() === '' ? field.dropped : fieldText(field));
  }

  #setFormProperty(flow: Flow, name: string, value: string | undefined): void {
    const field = flow.fields.at(-1);
    if (field?.phase === 'instruction') setFormProperty(field, name, value);
  }

  #addReference(notes: Set<string>, attributes: Attributes): void {
    const id = attributes['w:id'];
    if (id !== undefined && this.#deleting.length === 0 && this.#movedDepth === 0) notes.add(id);
  }
}

export function tooMuchText(): FileRejection {
  return new FileRejection(
    'too_complex',
    'The document holds more text than can be processed. Please split it into smaller documents.',
  );
}
