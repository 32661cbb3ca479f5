import fc from 'fast-check';
import { expect, test } from 'vitest';
import { garbledShare, isGarbled } from './garbled-text.ts';

const clause =
  'This Data Processing Addendum forms part of the Terms of Service and Privacy Policy or other written\n' +
  'agreement between the Provider and the Customer for the purchase and use of online services.';

/** As a font reads that gives its glyphs' numbers, which start 29 below the characters, for characters. */
const shifted = clause.replace(/[^\n]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 29));

test.each([
  ['numbers of glyphs', shifted],
  [
    'letters exchanged',
    clause.replace(
      /[a-z]/gi,
      (letter) => 'qxzjvkwpygfbmcdulhrntsioea'[(letter.charCodeAt(0) | 32) - 97] ?? '',
    ),
  ],
  [
    'private characters',
    clause.replace(/\w/g, (character) => String.fromCharCode(0xf000 + character.charCodeAt(0))),
  ],
  ['replacement characters', clause.replace(/[aeiou]/g, '\ufffd')],
  ['glyphs without a character', clause.replace(/[aeiou]/g, '\ufffe')],
  ['symbols', clause.replace(/[a-z]/g, (letter) => '!#$%&+/<=>@\\^`{|}~'[letter.charCodeAt(0) % 18] ?? '')],
  ['one font of several', `${clause}\n${shifted}`],
])('%s are garbled', (_, text) => {
  expect(isGarbled(text)).toBe(true);
  expect(garbledShare(text)).toBeGreaterThan(0.2);
});

test.each([
  ['English', clause],
  [
    'French',
    'Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience',
  ],
  [
    'German',
    'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt',
  ],
  [
    'Polish',
    'Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem',
  ],
  [
    'Finnish',
    'Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki',
  ],
  [
    'Hungarian',
    'Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az emberek, ésszel és lelkiismerettel',
  ],
  [
    'Vietnamese',
    'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều được tạo',
  ],
  [
    'Russian',
    'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью',
  ],
  [
    'Chinese',
    '人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。'.repeat(3),
  ],
  ['Arabic', 'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا'],
  ['capitals', clause.toUpperCase()],
  ['numbers and redactions', 'Phase 1 [***] [***] [***]\nTotal $ 1,234.56 12.5% (3,400)\n'.repeat(20)],
  ['leaders and rules', `1. Definitions ${'.'.repeat(80)} 3\nName: ${'_'.repeat(60)}\n${'*'.repeat(70)}`],
  ['one wrong bullet', `ï ${clause}`],
  ['too little to tell', 'Xkqz #17'],
])('%s is not', (_, text) => {
  expect(isGarbled(text)).toBe(false);
});

test('hyphens at the ends of lines are no strange characters', () => {
  expect(isGarbled('short\ufffe\r\nlines\ufffe\r\n'.repeat(30))).toBe(false);
});

test('any text has a share from 0 to 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(garbledShare(text)).toBeGreaterThanOrEqual(0);
      expect(garbledShare(text)).toBeLessThanOrEqual(1);
    }),
  );
});
