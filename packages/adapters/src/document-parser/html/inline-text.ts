/** Line breaking hints and the like, which are not seen and would part words in a search. */
const invisible = /[\u00ad\u200b\ufeff]/g;

/** The text of one block while it is being read: white space collapses as a browser does it. */
export class InlineText {
  #parts: string[] = [];
  #last = '\n';
  #marker = '';

  /** Adds running text. */
  append(text: string, preformatted: boolean): void {
    const visible = text.replace(invisible, '');
    const collapsed = preformatted ? visible : visible.replace(/[ \t\n\f\r]+/g, ' ');
    const atStart = this.#last === '\n' || this.#last === ' ';
    const rest = !preformatted && atStart && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (rest === '') return;
    if (this.#marker !== '' && rest.trim() !== '') {
      this.#add(`${this.#marker} `);
      this.#marker = '';
    }
    this.#add(rest.replaceAll('\u00a0', ' '));
  }

  /** Adds text that stands apart from the words around it, such as the value of a form field. */
  word(text: string): void {
    this.append(` ${text} `, false);
  }

  /** Ends the line, unless it has not begun. */
  line(): void {
    if (this.#last !== '\n') this.#add('\n');
  }

  /** A line break that was asked for; more than one empty line in a row are one. */
  lineBreak(): void {
    const length = this.#parts.length;
    if (this.#last === '\n' && (this.#parts[length - 2] === '\n' || length === 0)) return;
    this.#add('\n');
  }

  /** The number of a list item, which goes in front of the next visible text. */
  mark(marker: string): void {
    this.#marker = this.#marker === '' ? marker : `${this.#marker} ${marker}`;
  }

  dropMark(): void {
    this.#marker = '';
  }

  /** Hands over the text of the block and begins the next one. */
  take(): string {
    const text = this.#parts.join('');
    this.#parts = [];
    this.#last = '\n';
    return text;
  }

  #add(text: string): void {
    this.#parts.push(text);
    this.#last = text.at(-1) ?? this.#last;
  }
}
