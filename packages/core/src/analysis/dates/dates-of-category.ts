import type { AnalysisContent, DocumentCategory } from '@elenchus/contracts/documents/analysis';

type KeyDate = AnalysisContent['keyDates'][number];

interface Told {
  /** The types that such a document can have, the more telling first. */
  readonly types: readonly string[];
  /** Whether periods bind somebody that the document is addressed to. */
  readonly periods: boolean;
  readonly most: number;
}

const ofCourts: Told = { types: ['decided', 'filed', 'sent', 'deadline', 'other'], periods: false, most: 15 };
const ofLaws: Told = {
  types: ['signed', 'effective', 'deadline'],
  periods: false,
  most: 12,
};
const byCategory: Partial<Record<DocumentCategory, Told>> = {
  case_law: ofCourts,
  brief: ofCourts,
  pleading: ofCourts,
  order: { ...ofCourts, periods: true },
  statute: ofLaws,
  regulation: ofLaws,
  policy: {
    types: ['effective', 'signed', 'sent', 'deadline', 'notice', 'payment', 'other'],
    periods: true,
    most: 15,
  },
};

/** A date of a citation is no date of the document. */
const cites = /^\W*(?:See|Cf\.|E\.\s?g\.|Accord)\b/;
const laws: ReadonlySet<DocumentCategory> = new Set(['statute', 'regulation']);

/**
 * Of the dates found those that a document of the category can have, the most telling of them, in the order of the
 * text: the rules for terms, renewals and notices of contracts say nothing of laws, policies and papers of
 * a court, and a law sets no date before the day of its enactment.
 */
export function datesOfCategory(dates: readonly KeyDate[], category: DocumentCategory | null): KeyDate[] {
  const told = category === null ? undefined : byCategory[category];
  if (category === null || told === undefined) return [...dates];
  const can = dates.filter(
    ({ type, period, evidence }) =>
      told.types.includes(type) &&
      (period === null || (told.periods && type !== 'other')) &&
      !(type === 'other' && cites.test(evidence[0]?.quote ?? '')),
  );
  const since = laws.has(category) ? can.find(({ type }) => type === 'signed')?.date : undefined;
  const chosen = can
    .filter(({ date }) => !since || date === null || date >= since)
    .toSorted((a, b) => told.types.indexOf(a.type) - told.types.indexOf(b.type))
    .slice(0, told.most);
  return can.filter((each) => chosen.includes(each));
}
