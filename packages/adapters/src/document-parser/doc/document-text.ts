import { CharacterDecoder, FILLER } from './character-decoder.ts';
import { type CharacterRun, characterIndex, isOn } from './character-index.ts';
import { type Font, readFonts, SYMBOLS } from './font-table.ts';
import { encodingOfFont, encodingOfLanguage } from './language-encodings.ts';
import { type ParagraphIndex, pieceModifiers } from './paragraph-index.ts';
import type { Piece } from './piece-table.ts';
import { modifierCodes } from './property-modifiers.ts';
import type { RunIndex } from './run-index.ts';
import type { StyleSheet } from './style-sheet.ts';
import { symbolCharacter, withoutPrivateSymbols } from './symbol-characters.ts';
import { structureBytes, type WordStreams } from './word-streams.ts';

const WESTERN = 'windows-1252';

/** The characters of a document, position by position; what was deleted under tracked changes is FILLER. */
export class DocumentText {
  readonly #streams: WordStreams;
  readonly #styles: StyleSheet;
  readonly #paragraphs: ParagraphIndex;
  readonly #fonts: readonly Font[];
  readonly #runs: RunIndex<CharacterRun>;
  readonly #decoder = new CharacterDecoder();
  readonly #encoding: string;

  constructor(streams: WordStreams, styles: StyleSheet, paragraphs: ParagraphIndex) {
    const { generation, isMacintosh, languageId } = streams.fib;
    this.#streams = streams;
    this.#styles = styles;
    this.#paragraphs = paragraphs;
    this.#fonts = readFonts(structureBytes(streams, 'fonts'), generation);
    this.#runs = characterIndex(streams, this.#fonts);
    this.#encoding = isMacintosh ? 'macintosh' : encodingOfLanguage(languageId);
  }

  read(pieces: readonly Piece[]): string {
    return pieces.map((piece) => this.#piece(piece)).join('');
  }

  #piece(piece: Piece): string {
    const deletions = pieceModifiers(piece, this.#streams.fib.generation).filter(
      ({ code }) => code === modifierCodes.deleted,
    );
    const last = deletions.at(-1);
    if (last !== undefined && isOn(last.operand)) return FILLER.repeat(piece.end - piece.start);
    const parts: string[] = [];
    const end = piece.offset + (piece.end - piece.start) * piece.characterBytes;
    let at = piece.offset;
    for (const run of this.#runs.within(at, end)) {
      // A run may begin in the middle of a wide character only in damaged files.
      const from = wholeCharacters(piece, Math.max(at, run.start));
      const to = wholeCharacters(piece, Math.min(end, run.end));
      parts.push(this.#plain(piece, at, from), this.#formatted(piece, from, to, run));
      at = to;
    }
    parts.push(this.#plain(piece, at, end));
    return parts.join('');
  }

  #formatted(piece: Piece, from: number, to: number, { isDeleted, symbol, font }: CharacterRun): string {
    if (isDeleted) return FILLER.repeat((to - from) / piece.characterBytes);
    if (symbol !== undefined) return this.#decode(piece, from, to, font).replaceAll('(', symbol);
    return font === undefined ? this.#plain(piece, from, to) : this.#decode(piece, from, to, font);
  }

  /** A run that names no font has that of its paragraph's style, which matters before Unicode only. */
  #plain(piece: Piece, from: number, to: number): string {
    if (from >= to) return '';
    if (this.#streams.fib.generation !== 'word6') return this.#decode(piece, from, to, undefined);
    const parts: string[] = [];
    let at = from;
    for (const paragraph of this.#paragraphs.within(from, to)) {
      const start = wholeCharacters(piece, Math.max(at, paragraph.start));
      const end = wholeCharacters(piece, Math.min(to, paragraph.end));
      const font = this.#fonts[this.#styles.font(paragraph.style) ?? -1];
      parts.push(this.#decode(piece, at, start, undefined), this.#decode(piece, start, end, font));
      at = end;
    }
    parts.push(this.#decode(piece, at, to, undefined));
    return parts.join('');
  }

  #decode({ characterBytes }: Piece, from: number, to: number, font: Font | undefined): string {
    const stored = this.#streams.document.subarray(from, to);
    if (this.#streams.fib.generation === 'word97') {
      return characterBytes === 1
        ? this.#decoder.bytes(stored, WESTERN)
        : withoutPrivateSymbols(font?.name, stored.toString('utf16le'));
    }
    if (font?.charset === SYMBOLS && characterBytes === 1) {
      return Array.from(stored, (code) => symbolCharacter(font.name, code)).join('');
    }
    const encoding = encodingOfFont(font?.charset ?? 0) ?? this.#encoding;
    return characterBytes === 1
      ? this.#decoder.bytes(stored, encoding)
      : this.#decoder.words(stored, encoding);
  }
}

function wholeCharacters(piece: Piece, offset: number): number {
  return offset - ((offset - piece.offset) % piece.characterBytes);
}
