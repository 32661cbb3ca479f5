import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const words = fc
  .string({ unit: 'grapheme', maxLength: 300, size: 'max' })
  .map((text) => text.replace(/\p{Cc}/gu, '\n'));

test('what was written in UTF-8 is read unchanged, without its byte order mark', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, marked) => {
      // A byte order mark of its own in front would be taken for one.
      fc.pre(!text.startsWith('\ufeff'));
      expect(decodeText(Buffer.from(`${marked ? '\ufeff' : ''}${text}`))).toBe(text);
    }),
  );
});

test('what was written in UTF-16 with a byte order mark is read unchanged', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, bigEndian) => {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
      expect(decodeText(bigEndian ? bytes.swap16() : bytes)).toBe(text);
    }),
  );
});

test.each([
  'This Agreement is made as of May 1, 2020.',
  'Настоящий договор вступает в силу с момента подписания.',
  'Η παρούσα σύμβαση τίθεται σε ισχύ.',
  '本合同自 2020 年 5 月 1 日起生效。\n双方同意。',
])('%s in UTF-16 needs no byte order mark', (text) => {
  expect(decodeText(Buffer.from(text, 'utf16le'))).toBe(text);
  expect(decodeText(Buffer.from(text, 'utf16le').swap16())).toBe(text);
});

test('what was written in UTF-32 is read unchanged', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, bigEndian) => {
      fc.pre(!text.startsWith('\ufeff') && !text.includes('\0') && text.isWellFormed());
      const view = new DataView(new ArrayBuffer(4 * ([...text].length + 1)));
      for (const [index, character] of [...`\ufeff${text}`].entries()) {
        view.setUint32(4 * index, character.codePointAt(0) ?? 0, !bigEndian);
      }
      const bytes = new Uint8Array(view.buffer);
      expect(decodeText(bytes)).toBe(text);
      if (text.length > 3) expect(decodeText(bytes.subarray(4))).toBe(text);
    }),
  );
});

test('bytes that are no UTF-8 are windows-1252', () => {
  expect(decodeText(Buffer.from('\x93smart\x94 quotes, k\xf6nnen', 'latin1'))).toBe('“smart” quotes, können');
});

/** The bytes that an encoding has for a text, found by decoding all sequences of one and two bytes. */
function encode(label: string, text: string): Uint8Array {
  const bytesOf = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(label);
  for (let lead = 0; lead < 256; lead += 1) {
    const single = decoder.decode(Uint8Array.of(lead));
    if (single !== '\ufffd') bytesOf.set(single, [lead]);
    else {
      for (let trail = 0x40; trail < 256; trail += 1) {
        const pair = decoder.decode(Uint8Array.of(lead, trail));
        if ([...pair].length === 1 && !bytesOf.has(pair)) bytesOf.set(pair, [lead, trail]);
      }
    }
  }
  return Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? []));
}

test.each([
  ['windows-1251', 'Настоящий договор вступает в силу с момента его подписания.'],
  ['koi8-r', 'Настоящий договор вступает в силу с момента его подписания.'],
  ['ibm866', 'Настоящий договор вступает в силу с момента его подписания.'],
  ['x-mac-cyrillic', 'Настоящий договор вступает в силу с момента его подписания.'],
  ['windows-1253', 'Η παρούσα σύμβαση τίθεται σε ισχύ από την ημερομηνία υπογραφής.'],
  ['windows-1255', 'הסכם זה ייכנס לתוקף ביום חתימתו. הצדדים הסכימו כדלקמן.'],
  ['windows-1256', 'يدخل هذا العقد حيز التنفيذ من تاريخ توقيعه. اتفق الطرفان.'],
  ['windows-874', 'สัญญาฉบับนี้มีผลบังคับใช้นับตั้งแต่วันที่ลงนาม คู่สัญญาตกลงกัน'],
  ['shift_jis', '本契約は署名の日から効力を生じる。当事者は以下のとおり合意した。'],
  ['euc-jp', '本契約は署名の日から効力を生じる。当事者は以下のとおり合意した。'],
  ['gbk', '本合同自双方签字之日起生效。双方经协商一致,达成如下协议。'],
  ['big5', '本合約自雙方簽署之日起生效。雙方經協商一致,達成如下協議。'],
  ['euc-kr', '본 계약은 서명일로부터 효력을 발생한다. 당사자들은 합의하였다.'],
  ['windows-1250', 'Umowa została zawarta pomiędzy stronami w celu określenia zasad współpracy.'],
  ['windows-1254', 'Bu sözleşme taraflar arasında imzalandığı tarihte yürürlüğe girer.'],
  ['macintosh', 'The “Agreement” is made by and between the parties’ agents.'],
  ['macintosh', "L'été était très chaud cette année. Le présent contrat est régi par le droit français."],
  ['windows-1252', 'Größere Änderungen bedürfen der Schriftform – 5 €.'],
])('%s is told by its letters', (label, text) => {
  expect(decodeText(encode(label, text))).toBe(text);
});

test('ISO-2022-JP is told by its shifts', () => {
  expect(decodeText(Buffer.from('(\x1b$B7@Ls\x1b(B) of 2020', 'latin1'))).toBe('(契約) of 2020');
});

test('a declared encoding settles what the bytes leave open', () => {
  const bytes = encode('iso-8859-7', 'Α.Ε.');
  expect(decodeText(bytes, { declared: 'iso-8859-7' })).toBe('Α.Ε.');
  expect(decodeText(Buffer.from('é'), { declared: 'iso-8859-7' })).toBe('é');
  expect(decodeText(Buffer.from('k\xf6nnen', 'latin1'), { declared: 'nonsense' })).toBe('können');
});

test('single bytes that break UTF-8 are read as windows-1252', () => {
  const bytes = Buffer.concat([
    Buffer.from('Café – naïve “quoted” '),
    Buffer.from([0x62, 0x61, 0x64, 0x92, 0x73]),
  ]);
  expect(decodeText(bytes)).toBe('Café – naïve “quoted” bad’s');
});

test('the end of a file as DOS marked it does no harm', () => {
  expect(decodeText(Buffer.from('Notes\r\n\x1a'))).toBe('Notes\r\n\x1a');
});

test.each([
  ['a NUL', 'some text\0 and more'],
  ['a NUL at an even place', 'some text.\0 and more'],
  ['many control characters', 'text \x01\x02\x03'],
  ['data behind a byte order mark', `\xff\xfe${'\x00\xd8\x41\x00\x42\xdc'.repeat(20)}`],
])('%s is not text', (_, bytes) => {
  expect(decodeText(Buffer.from(bytes, 'latin1'))).toBeUndefined();
});

test('text never holds U+0000', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(decodeText(bytes) ?? '').not.toContain('\0');
    }),
    { numRuns: 2000 },
  );
});
