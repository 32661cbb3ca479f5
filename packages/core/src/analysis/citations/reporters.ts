/** Reporters with numbered series: "F.", "F.2d", "F. Supp. 3d". */
const series =
  'F.|F. Supp.|F. App’x|Fed. Appx.|S. Ct.|L. Ed.|A.|P.|N.E.|N.W.|S.E.|S.W.|So.|N.Y.S.|Cal. Rptr.|Cal.|Cal. App.|Cal. App. Supp.|N.Y.|A.D.|Misc.|Ill.|Ill. App.|Ohio St.|Ohio App.|Wash.|Wash. App.|Wis.|Tex. Sup. Ct. J.|Fed. R. Serv.|Haw. App.|M.J.|T.C.M.|U.S.P.Q.|A.L.R.|Am. Jur.|Fla. L. Weekly|Or. App.|Mass. App. Ct.|N.C. App.|Pa. D. & C.|Conn. Supp.|Kan. App.|Neb. App.|Va. App.|Md. App.|Ariz. App.|Ark. App.|Ga. App.|Mich. App.|Mo. App.|N.J. Super.|Pa. Super.|Tenn. App.|Utah Adv. Rep.|Blackf.|Hun|Barb.|A.M.C.|UCC Rep. Serv.';
/** Reporters without series. */
const single =
  'U.S.|U. S.|Fed. Cl.|Cl. Ct.|Ct. Cl.|Ct. Int’l Trade|C.C.P.A.|B.R.|F.R.D.|T.C.|B.T.A.|Vet. App.|F. Cas.|Dall.|Cranch|Wheat.|Pet.|How.|Black|Wall.|WL|LEXIS|U.S. LEXIS|U.S. App. LEXIS|U.S. Dist. LEXIS|Bankr. LEXIS|Lawyers’ Ed.|Ala.|Ala. App.|Alaska|Ariz.|Ark.|Colo.|Colo. App.|Conn.|Conn. App.|Del.|Del. Ch.|D.C.|App. D.C.|Fla.|Ga.|Haw.|Idaho|Ill. Dec.|Ind.|Ind. App.|Iowa|Kan.|Ky.|La.|La. Ann.|Me.|Md.|Mass.|Mich.|Minn.|Miss.|Mo.|Mont.|Neb.|Nev.|N.H.|N.J.|N.J. Eq.|N.J.L.|N.M.|N.C.|N.D.|Ohio|Okla.|Okla. Crim.|Or.|Pa.|R.I.|S.C.|S.D.|Tenn.|Tex.|Tex. Crim.|Tex. Civ. App.|Utah|Vt.|Va.|W. Va.|Wyo.|P.R. Dec.|Tex. App.|OK|OK CR|OK CIV APP|ND|SD|MT|UT|WI|WI App|NM|NMCA|NMSC|ME|VT|WY|CO|COA|IL|IL App|Ohio App.|Ohio Misc.|N.L.R.B.|N.L.R.B. No.|F.C.C.|F.C.C. Rcd.|F.T.C.|I.C.C.|S.E.C.|P.U.R.|I. & N. Dec.|T.T.A.B.|E.R.C.|L.R.R.M.|F.E.P. Cases|Op. Att’y Gen.|Q.B.|K.B.|A.C.|Ch.|W.L.R.|All E.R.|Lloyd’s Rep.|EWCA Civ|EWCA Crim|EWHC|UKSC|UKHL|UKPC|SCC|S.C.R.|O.R.|D.L.R.|HCA|FCA|NSWSC|C.L.R.|A.L.R. Fed.';
const journal =
  /^(?:[\p{Lu}][\p{L}.&’']*\s?){1,6}(?:L\.\s?(?:Rev|J|Q)\.?|Law\s(?:Review|Journal)|J\.\s?L\.|L\.J\.|Rev\.|L\.\sF\.)(?:[\s\p{Lu}][\p{L}.&’']*){0,5}$/u;
const publicLaw = /^Stat\.$/;
const federalRegister = /^Fed\.?\s?Reg\.?$/;

const seriesMark = /(?:[23]d|[2-9]d|[4-9]th|1st|2nd|3rd)$/;

const known = new Set([...series.split('|'), ...single.split('|')].map(reporterKey));
const serial = new Set(series.split('|').map(reporterKey));

export type CitedKind = 'case' | 'journal' | 'regulation' | 'statute';

/** What stands between a volume and a page: the kind of that publication, null if it is none that is known. */
export function publicationKind(words: string): CitedKind | null {
  const key = reporterKey(words);
  if (known.has(key) || (seriesMark.test(key) && serial.has(key.replace(seriesMark, '')))) return 'case';
  if (federalRegister.test(words.trim())) return 'regulation';
  if (publicLaw.test(words.trim())) return 'statute';
  return journal.test(words.trim()) ? 'journal' : null;
}

function reporterKey(words: string): string {
  return words.replace(/\s+/g, '').replace(/'/g, '’');
}
