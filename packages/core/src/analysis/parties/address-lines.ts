import type { FoundParty } from './named-party.ts';

const line =
  /(?:^|\n)[> \t]{0,6}(From|To|Cc|CC|FROM|TO|Sender|Bcc)[ \t]{0,3}:[ \t]{0,8}([^\n]{2,1000}(?:\n[ \t]{1,8}(?![A-Za-z-]{1,20}:)[^\n]{2,400}){0,20})/g;
const beside = /(?:^|\n)[> \t]{0,6}(?:Sent|Date|DATE|Subject|SUBJECT|To|TO|From|FROM|RE|Re)[ \t]{0,3}:/;
const mostLines = 60;
const mostAddresses = 30;

/**
 * Who sends and who receives by the lines From, To and Cc of e-mails, of messages quoted in them and of memoranda;
 * a line counts only near another of the same head.
 */
export function addressLineParties(text: string): FoundParty[] {
  const found: FoundParty[] = [];
  let lines = 0;
  for (const match of text.matchAll(line)) {
    lines += 1;
    if (lines > mostLines) break;
    const [whole, field = '', people = ''] = match;
    const from = match.index;
    const near = `${text.slice(Math.max(0, from - 300), from)}|${text.slice(from + whole.length, from + whole.length + 300)}`;
    if (!beside.test(near)) continue;
    const role = /^(?:from|sender)$/i.test(field) ? 'sender' : 'recipient';
    const start = from + whole.length - people.length;
    for (const person of addresses(people)) {
      const name = personName(person.words);
      if (name === null) continue;
      const at = { start: start + person.start, end: start + person.start + person.words.length };
      found.push({ rule: 'address-line-role', name, role, at });
    }
  }
  return found;
}

interface Address {
  readonly words: string;
  readonly start: number;
}

/** The addresses of a line: parted by semicolons, else by commas outside of quotation marks and brackets. */
function addresses(people: string): Address[] {
  const parts = people.includes(';')
    ? people.matchAll(/[^;\n]{1,200}/g)
    : people.matchAll(/(?:"[^"\n]{0,100}"|<[^>\n]{0,200}>|[^,\n]){1,200}/g);
  const found: Address[] = [];
  for (const { 0: part, index } of parts) {
    if (part.trim() === '') continue;
    const last = found.at(-1);
    const start = index + part.length - part.trimStart().length;
    // "Bailey, Susan <s@example.com>": the comma is within the name.
    if (last && !people.includes(';') && isHalf(last.words) && startsHalf(part)) {
      found[found.length - 1] = {
        words: people.slice(last.start, index + part.trimEnd().length),
        start: last.start,
      };
    } else if (found.length < mostAddresses) found.push({ words: part.trim(), start });
  }
  return found;
}

function isHalf(words: string): boolean {
  return /^[\p{L}'’-]{2,30}$/u.test(words);
}

function startsHalf(part: string): boolean {
  return /^\s?[\p{L}.'’-]{1,30}(?:\s[\p{L}.]{1,20})?\s{0,3}(?:[<(]|$)/u.test(part.trimEnd());
}

/** The name before the address, "Bailey, Susan" turned round; the address if there is no name. */
function personName(words: string): string | null {
  if (/^\W*undisclosed/i.test(words)) return null;
  const address = /[\w.+'-]{1,64}@[\w.-]{1,190}[\w]/.exec(words)?.[0];
  const before = words
    .replace(/[<[(][^<>[\]()]{0,200}[>\])]?/g, ' ')
    .replace(/["“”]/g, '')
    .replace(address ?? '', '')
    .replace(/^mailto:|\s+on behalf of.*$/i, '')
    .replace(/[\s,;]+$/, '')
    .trim();
  const name = /^([\p{L}'’-]{2,30}(?:\s[\p{L}'’-]+)?),\s{0,2}([\p{L}'’.-]{1,30}(?:\s[\p{L}.]{1,20})?)$/u.exec(
    before,
  );
  if (name) return `${name[2]} ${name[1]}`;
  if (/^\p{L}/u.test(before) && before.length <= 80) return before.replace(/\s+/g, ' ');
  return address ?? null;
}
