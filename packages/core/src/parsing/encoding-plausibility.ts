/** Marks beyond ASCII that stand next to letters in ordinary text. */
const usualMarks = /[’‘“”„‚‹›«»–—…§€£©®™°ªº¡¿·•†‡¹²³−′″،؛؟、。〈-】！-～]/u;
/** Of these, the ones that do not stand between two letters. */
const outerMarks = /[“”„‚‹›«»©®™¡¿¹²³…†‡•·]/u;
const unused = /[\ufffd\u0080-\u009f]|\p{Cn}|\p{Co}/u;
const singleLetterWords = /[ÀÉÓAIOUYÅÆØЯИВКСОУАЄІЇ]/u;
const thaiMark = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/u;

/**
 * The share of the characters beyond ASCII that ordinary text does not have at their place, from 0 to 1: unused
 * code points, capitals after small letters, symbols within words, scripts mixed within words.
 */
export function strangeShare(text: string): number {
  let strange = 0;
  let total = 0;
  let before = '';
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    if (character > '\x7f') {
      total += 1;
      if (isStrange(character, before, characters[index + 1] ?? '')) strange += 1;
    }
    before = character;
  }
  return total === 0 ? 0 : strange / total;
}

function isStrange(character: string, before: string, after: string): boolean {
  if (unused.test(character)) return true;
  if (thaiMark.test(character)) return !/\p{Script=Thai}/u.test(before);
  if (/\p{M}/u.test(character)) return !/[\p{L}\p{M}]/u.test(before);
  const isLetter = /\p{L}/u.test(character) && !/\p{Lm}/u.test(character);
  const touchesLetter = /\p{L}/u.test(before) || /\p{L}/u.test(after);
  if (!isLetter && !usualMarks.test(character)) return touchesLetter && !/[\s\u30fc\u3005]/u.test(character);
  if (!isLetter) return outerMarks.test(character) && /\p{L}/u.test(before) && /\p{L}/u.test(after);
  if (mixes(character, before) || mixes(character, after)) return true;
  if (!/\p{Lu}/u.test(character)) return false;
  const isAlone = !touchesLetter && /^\s?$/u.test(before) && /^\s?$/u.test(after);
  return /\p{Ll}/u.test(before) || (isAlone && !singleLetterWords.test(character));
}

/** Whether two adjacent letters belong to scripts that do not stand in one word. */
function mixes(one: string, other: string): boolean {
  const scripts = [script(one), script(other)];
  return !scripts.includes(undefined) && scripts[0] !== scripts[1];
}

function script(character: string): string | undefined {
  if (/\p{Script=Latin}/u.test(character)) return 'Latin';
  if (/\p{Script=Cyrillic}/u.test(character)) return 'Cyrillic';
  if (/\p{Script=Greek}/u.test(character)) return 'Greek';
  if (/\p{Script=Hebrew}/u.test(character)) return 'Hebrew';
  if (/\p{Script=Arabic}/u.test(character)) return 'Arabic';
  if (/\p{Script=Thai}/u.test(character)) return 'Thai';
  // Half-width kana come out where the bytes are of another encoding.
  if (/[\uff61-\uff9f]/u.test(character)) return 'half-width';
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character))
    return 'Asian';
  return undefined;
}
