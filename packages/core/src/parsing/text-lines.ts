/** One line: `end` stands before its line break, and `text` is the text from `start` to `end`. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The lines of a text one after the other; LF, CRLF and CR end a line. */
export function* textLines(text: string): Generator<TextLine> {
  const lineBreak = /\r\n?|\n/g;
  let start = 0;
  for (;;) {
    const found = lineBreak.exec(text);
    const end = found?.index ?? text.length;
    yield { start, end, text: text.slice(start, end) };
    if (found === null) return;
    start = lineBreak.lastIndex;
  }
}
