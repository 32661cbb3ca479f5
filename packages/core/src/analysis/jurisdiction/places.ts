const states =
  'Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin Wyoming District_of_Columbia Puerto_Rico Guam';
const provinces =
  'Ontario Quebec British_Columbia Alberta Manitoba Saskatchewan Nova_Scotia New_Brunswick Newfoundland_and_Labrador Prince_Edward_Island New_South_Wales Victoria Queensland Western_Australia South_Australia Tasmania';
const countries =
  'United_States England_and_Wales England Wales Scotland Northern_Ireland United_Kingdom Ireland Canada Australia New_Zealand India Singapore Hong_Kong China Japan South_Korea Korea Taiwan Israel Germany France Spain Italy Portugal Netherlands Belgium Luxembourg Switzerland Austria Sweden Norway Denmark Finland Iceland Poland Czech_Republic Hungary Romania Bulgaria Greece Cyprus Malta Turkey Russia Ukraine Estonia Latvia Lithuania Croatia Serbia Slovenia Slovakia South_Africa Nigeria Kenya Egypt Ghana Mauritius United_Arab_Emirates Saudi_Arabia Qatar Kuwait Bahrain Brazil Mexico Argentina Chile Colombia Peru Panama Costa_Rica Uruguay Bermuda Cayman_Islands British_Virgin_Islands Bahamas Barbados Jersey Guernsey Isle_of_Man Gibraltar Liechtenstein Monaco Malaysia Thailand Indonesia Philippines Vietnam Pakistan Bangladesh Sri_Lanka Kazakhstan Marshall_Islands Liberia';

const canonical = new Map<string, string>(
  [states, provinces, countries]
    .join(' ')
    .split(' ')
    .map((name) => name.replaceAll('_', ' '))
    .map((name) => [name.toLowerCase(), name]),
);
for (const [other, name] of [
  ['united states of america', 'United States'],
  ['u.s.a', 'United States'],
  ['usa', 'United States'],
  ['great britain', 'United Kingdom'],
  ["people's republic of china", 'China'],
  ['prc', 'China'],
  ['republic of korea', 'South Korea'],
  ['republic of china', 'Taiwan'],
  ['republic of ireland', 'Ireland'],
  ['hong kong special administrative region', 'Hong Kong'],
  ['québec', 'Quebec'],
  ['the netherlands', 'Netherlands'],
  ['uae', 'United Arab Emirates'],
] as const) {
  canonical.set(other, name);
}
for (const [adjective, name] of [
  ['english', 'England and Wales'],
  ['scottish', 'Scotland'],
  ['scots', 'Scotland'],
  ['irish', 'Ireland'],
  ['swiss', 'Switzerland'],
  ['german', 'Germany'],
  ['french', 'France'],
  ['dutch', 'Netherlands'],
  ['belgian', 'Belgium'],
  ['swedish', 'Sweden'],
  ['danish', 'Denmark'],
  ['norwegian', 'Norway'],
  ['finnish', 'Finland'],
  ['italian', 'Italy'],
  ['spanish', 'Spain'],
  ['austrian', 'Austria'],
  ['israeli', 'Israel'],
  ['indian', 'India'],
  ['japanese', 'Japan'],
  ['chinese', 'China'],
  ['canadian', 'Canada'],
  ['australian', 'Australia'],
  ['californian', 'California'],
] as const) {
  canonical.set(adjective, name);
}

/**
 * States, provinces and countries by the words of the law ("State of New York", "Commonwealth of Pennsylvania",
 * "English"): the usual name of the first place that `words` begins with, null if it begins with none.
 */
export function placeAt(words: string): { readonly name: string; readonly end: number } | null {
  const prefix =
    /^(?:the\s+)?(?:(?:internal\s+|substantive\s+|local\s+)?(?:laws?\s+of\s+)?(?:the\s+)?)?(?:(?:state|commonwealth|province|kingdom|federal\s+republic|grand\s+duchy|territory|emirate)\s+of\s+|(?:state\s+))?(?:the\s+)?/i.exec(
      words,
    );
  const from = prefix?.[0].length ?? 0;
  return longestPlace(words, from) ?? longestPlace(words, /^the\s+/i.exec(words)?.[0].length ?? 0);
}

const mostWords = 6;

function longestPlace(words: string, from: number): { readonly name: string; readonly end: number } | null {
  const run = /^(?:[\p{L}.'’]+[\s-]*){1,6}/u.exec(words.slice(from, from + 120))?.[0] ?? '';
  const ends = [...run.matchAll(/[\p{L}.'’]+/gu)]
    .slice(0, mostWords)
    .map((word) => word.index + word[0].length);
  for (const end of ends.reverse()) {
    const key = run
      .slice(0, end)
      .toLowerCase()
      .replace(/[\s-]+/g, ' ')
      .replaceAll('’', "'")
      .replace(/[.']+$/, '');
    const name = canonical.get(key) ?? canonical.get(key.replace(/'s$/, ''));
    if (name !== undefined) return { name, end: from + end };
  }
  return null;
}
