/** Above this size a word is not searched for inside of other words; the sets alone decide. */
const MAX_COMPACT_CHARACTERS = 500_000;
const MAX_INNER_SEARCHES = 500;

/** Tells what another version of a text says that the text does not, by their words. */
export class KnownText {
  readonly #words: ReadonlySet<string>;
  readonly #compact: string | undefined;
  #searches = 0;

  constructor(text: string) {
    const all = words(text);
    this.#words = new Set(all);
    this.#compact = text.length > MAX_COMPACT_CHARACTERS ? undefined : all.join('');
  }

  /**
   * The paragraphs of `text` with a word that is not known (white space, case, links and punctuation aside); all
   * of `text` where that is most of it, and the empty string where nothing is new.
   */
  novelIn(text: string): string {
    const paragraphs = text
      .split(/\n\s*\n/)
      .map((paragraph) => ({ paragraph, words: words(paragraph) }))
      .filter((candidate) => candidate.words.length > 0);
    const novel = paragraphs.filter((candidate) => candidate.words.some((word) => this.#isNovel(word)));
    return novel.length * 2 > paragraphs.length ? text : novel.map(({ paragraph }) => paragraph).join('\n\n');
  }

  #isNovel(word: string): boolean {
    if (this.#words.has(word)) return false;
    // "e-mail" and "email", a word broken by a line's end: the same letters in a row.
    this.#searches += 1;
    return (
      this.#compact === undefined || this.#searches > MAX_INNER_SEARCHES || !this.#compact.includes(word)
    );
  }
}

function words(text: string): string[] {
  return withoutLinks(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Plain parts write links out, and name the pictures that HTML shows. */
function withoutLinks(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:https?|ftp|mailto|file|cid|tel):[^\s<>"\])]+/g, ' ')
    .replace(/\[(?:cid|image)[^\]\n]{0,200}\]/g, ' ');
}
