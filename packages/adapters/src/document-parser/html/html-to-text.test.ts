import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';

const read = (html: string) => htmlToText(html).text.text;

test.each([
  ['blocks and white space', '<p>One\n  <b>two</b></p>\n<p>three</p>', 'One two\n\nthree'],
  ['lines of an e-mail', '<div>a</div><div>b</div><div><br></div><div>c</div>', 'a\nb\n\nc'],
  ['line breaks', 'a<br>b<br/>c</br>d', 'a\nb\nc\nd'],
  ['preformatted text', '<p>x</p><pre>\nA   1\n  B 2\n</pre>', 'x\n\nA   1\n  B 2'],
  [
    'white space kept by style',
    '<div style="white-space:pre-wrap">a  b\nc<div>d  e</div></div>f  g',
    'a  b\nc\nd  e\nf g',
  ],
  ['entities', '&copy; &#8217;&#146; &amp;lt; &nbsp;x &unknown;', '© ’’ &lt;  x &unknown;'],
  ['hints for line breaks', 'con&shy;tract wo<wbr>rd zero&#8203;width', 'contract word zerowidth'],
  ['characters that look like tags', '<p>1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
  ['end tags without start', 'a</div></b></table>b</p>c', 'a\n\nb\n\nc'],
  ['misnested tags', '<b><p>bold</b> rest</p>', 'bold rest'],
  ['conditional comments', '<!--[if mso]>no<![endif]-->a<![if !mso]>b<![endif]>', 'ab'],
  ['CDATA', '<![CDATA[a <b> c]]>d', 'a <b> cd'],
  ['scripts and styles', '<style>p{}</style>a<script>if (1 < 2) "</p>"</script>b', 'ab'],
  ['fallback without scripts', '<noscript><p>a</p></noscript><template>b</template>', 'a'],
  ['frames', '<frameset><frame src=a><noframes><body><p>No frames</body></noframes></frameset>', 'No frames'],
  ['a document inside', 'a<iframe srcdoc="&lt;p>b &amp;amp; c&lt;/p>">d</iframe>e', 'a\n\nb & c\n\ne'],
  ['drawings', '<svg><title>no</title><style>a</style><text>in it</text><path/></svg>after', 'in it\nafter'],
  ['pictures and quotations', '<img alt="Seal"> <q>so</q>', 'Seal “so”'],
  ['folded details', '<details><summary>a</summary>b</details>', 'a\nb'],
  ['a filing of EDGAR', '<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<HTML><BODY><P>x</TEXT></DOCUMENT>', '10-K\n\nx'],
  [
    'form fields',
    'Name: <input value="Bob"><input type=hidden value=no><input type=checkbox checked> Yes ' +
      '<input type=checkbox> No <select><option>One<option>Two</select><textarea>a\nb</textarea><button>Send</button>',
    'Name: Bob ☒ Yes ☐ No\nOne\nTwo\na\nb\nSend',
  ],
])('%s', (_, html, text) => {
  expect(read(html)).toBe(text);
});

test.each([
  ['hidden', 'a<div hidden>b<div>c</div>d</div>e', 'a\ne'],
  ['display', 'a<span style="color:red; DISPLAY : none">b<span>c</span></span>d', 'ad'],
  ['visibility', 'a<p style="visibility:hidden">b</p>c', 'a\n\nc'],
  ['a paragraph without end tag', '<p style="display:none">a<p>b', 'b'],
  ['an item without end tag', '<ul><li hidden>a<li>b</ul>', 'b'],
  ['an end tag that is missing', '<div><span hidden>a</div>b', 'b'],
  ['a cell', '<table><tr><td>a<td hidden>b<td>c<tr><td>1<td>2<td>3</table>', 'a\t\tc\n1\t2\t3'],
  ['something else', '<p style="border:none">a</p>', 'a'],
])('what is not shown is left out: %s', (_, html, text) => {
  expect(read(html)).toBe(text);
});

test.each([
  ['<ol><li>a<li>b</ol>', '1. a\n2. b'],
  ['<ol start=3 type=A><li>a<li value=27>b<li>c</ol>', 'C. a\nAA. b\nAB. c'],
  ['<ol type=i start=9><li>a<li type=1>b</ol>', 'ix. a\n10. b'],
  ['<ol reversed><li>a<li>b<ol><li>c</ol></ol>', '2. a\n1. b\n1. c'],
  ['<ol style="list-style-type: lower-alpha"><li>a</ol>', 'a. a'],
  ['<ol style="list-style:none"><li>a</ol>', 'a'],
  ['<ol type=I start=4000><li>a<li value=0>b</ol>', '4000. a\n0. b'],
  ['<ol><li><ol type=a><li>a</ol></ol>', '1. a. a'],
  ['<ol><li><p>a</p><p>b</p><li><p>c</ol>', '1. a\n\nb\n\n2. c'],
  ['<ol><li></li></ol><p>a', 'a'],
  ['<ul><li>a<ul><li>b</ul><li>c</ul>', 'a\nb\nc'],
])('%s prints its numbers', (html, text) => {
  expect(read(html)).toBe(text);
});

test.each([
  ['rows', '<table><tr><th>A<th>B<tr><td>1<td>2</table>', 'A\tB\n1\t2'],
  [
    'spans',
    '<table><tr><td rowspan=2>R<td>1<td>x<tr><td>2<td>y<tr><td colspan=2>w<td>z</table>',
    'R\t1\tx\n\t2\ty\nw\t\tz',
  ],
  [
    'columns for spacing',
    '<table><tr><td>a<td><td>$<td>1<tr><td>b<td> <td>$<td>2</table>',
    'a\t$\t1\nb\t$\t2',
  ],
  ['two tables', '<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>', 'a\tb\n\nc\td'],
  ['short blocks in cells', '<table><tr><td><p>a</p><p>b</p><td><ul><li>c<li>d</ul></table>', 'a b\tc d'],
  ['a page laid out in one column', '<table><tr><td><h1>A</h1><p>b<p>c</table>', 'A\n\nb\n\nc'],
  ['a table in a table', '<table><tr><td>a<td><table><tr><td>b<td>c</table></table>', 'a\n\nb\tc'],
  ['text beside the cells', '<table><caption>A</caption>b<tr><td>c<td>d</table>', 'A\n\nb\n\nc\td'],
  ['cells without a table', '<tr><td>a</td><td>b</td></tr>', 'a\nb'],
])('tables: %s', (_, html, text) => {
  expect(read(html)).toBe(text);
});

test('a row with long text in several blocks is read cell after cell', () => {
  const long = 'The Seller shall deliver. '.repeat(20).trim();
  expect(read(`<table><tr><td>(a)<td><p>${long}<p>${long}</table>`)).toBe(`(a)\n\n${long}\n\n${long}`);
  expect(read(`<table><tr><td>(a)<td><p>${long}</table>`)).toBe(`(a)\t${long}`);
});

test('headings have their level and place', () => {
  const { text, title } = htmlToText(
    '<title>A &amp; B</title><p>x</p><h1>One<br>two</h2><h3><div>Three</div></h3>',
  );
  expect(title).toBe('A & B');
  expect(text.text).toBe('x\n\nOne two\n\nThree');
  expect(text.headings).toEqual([
    { start: 3, end: 10, level: 1, title: 'One two' },
    { start: 12, end: 17, level: 3, title: 'Three' },
  ]);
});

test('a paragraph dressed as a heading is none', () => {
  expect(htmlToText(`<h2>${'long '.repeat(100)}</h2>`).text.headings).toEqual([]);
});

const tags = fc.constantFrom(
  ...'p div b table tr td th ul ol li pre h1 select option textarea svg title iframe noframes q br br/ !-- p\tstyle="display:none" td\tcolspan=9 ol\treversed'
    .split(' ')
    .flatMap((tag) => [`<${tag.replace('\t', ' ')}>`, `</${tag.split('\t')[0] ?? ''}>`]),
);

test('any nesting of tags is read to its end, and words outside of tags stay', () => {
  const soup = fc.array(fc.oneof(tags, fc.constantFrom('word', ' ', '\n', '&lt;')), { maxLength: 60 });
  fc.assert(
    fc.property(soup, (parts) => {
      const { text } = htmlToText(`first ${parts.join('')}`);
      expect(text.text.startsWith('first')).toBe(true);
      for (const { start, end, title } of text.headings) {
        expect(text.text.slice(start, end)).toBe(title);
      }
    }),
  );
});

test('text in block elements comes out as it went in', () => {
  const word = fc.stringMatching(/^[a-zà-ÿ<&"]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('p', 'div', 'h2', 'li', 'td'), word), { minLength: 1 }),
      (blocks) => {
        const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        const html = blocks.map(([name, text]) => `<${name}>${escaped(text)}</${name}>`).join('');
        expect(read(html).split(/\s+/)).toEqual(blocks.map(([, text]) => text));
      },
    ),
  );
});

test.each([
  ['open elements', '<div>'.repeat(100_000)],
  ['tables in tables', '<table><tr><td>'.repeat(30_000)],
  ['lists in lists', '<ol reversed><li>'.repeat(30_000)],
  ['end tags without start', '</p></x></table>'.repeat(50_000)],
  ['wide cells', `<table>${`<tr>${'<td colspan=1000 rowspan=60000>x'.repeat(50)}`.repeat(200)}`],
  ['spaces', `<p style="${'display '.repeat(100_000)}">${' '.repeat(500_000)}x`],
  ['comments without end', '<!--'.repeat(200_000)],
])('a source that is all %s is read in linear time', (_, html) => {
  const started = performance.now();
  htmlToText(html);
  // A tenth of a second here; reading it in quadratic time takes minutes.
  expect(performance.now() - started).toBeLessThan(5000);
});
