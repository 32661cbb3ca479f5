import type { AnalysisContent, DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { FoundClause } from './clauses/find-clauses.ts';
import type { GoverningLaw } from './jurisdiction/find-governing-law.ts';

type Fields = AnalysisContent['extractedFields'];

/** The first date (ISO) or period (ISO 8601) of each of these types becomes a field. */
const fieldsByDateType: readonly (readonly [type: string, value: 'date' | 'period', field: string])[] = [
  ['effective', 'date', 'effectiveDate'],
  ['signed', 'date', 'signedDate'],
  ['expiration', 'date', 'expirationDate'],
  ['renewal', 'period', 'renewalPeriod'],
  ['filed', 'date', 'filedDate'],
  ['decided', 'date', 'decidedDate'],
];
/** The first period of a type inside of a sentence of one of the clauses becomes a field. */
const periodsByClause: readonly (readonly [type: string, clauses: readonly string[], field: string])[] = [
  ['notice', ['termination_for_convenience'], 'terminationNoticePeriod'],
  ['notice', ['renewal_notice_period'], 'renewalNoticePeriod'],
  ['payment', ['payment_terms'], 'paymentPeriod'],
];
const ofCourts: ReadonlySet<DocumentCategory> = new Set(['case_law', 'order', 'pleading', 'brief']);

/** Laws are governed by no other. */
const laws: ReadonlySet<DocumentCategory> = new Set(['statute', 'regulation']);

/** Findings that are single values, by the names under which people ask for them. */
export function offlineFields(
  keyDates: AnalysisContent['keyDates'],
  clauses: readonly FoundClause[],
  law: GoverningLaw | null,
  category: DocumentCategory | null,
): Fields {
  const fields: Fields = {};
  for (const [type, key, field] of fieldsByDateType) {
    const found = keyDates.find((each) => each.type === type && each[key] !== null);
    const value = found?.[key];
    if (found === undefined || value === null || value === undefined) continue;
    fields[field] = { value, confidence: found.confidence, evidence: found.evidence };
  }
  for (const [type, clauseTypes, field] of periodsByClause) {
    const proof = clauses
      .filter((clause) => clauseTypes.includes(clause.type))
      .flatMap(({ sentences }) => sentences);
    for (const { type: dateType, period, confidence, evidence } of keyDates) {
      if (dateType !== type || period === null || field in fields) continue;
      const inside = evidence.filter(({ start, end }) =>
        proof.some((each) => each.start < end && start < each.end),
      );
      if (inside.length > 0) fields[field] = { value: period, confidence, evidence: inside };
    }
  }
  if (law !== null && (category === null || !laws.has(category))) {
    const { jurisdiction, confidence, evidence } = law;
    const field = category !== null && ofCourts.has(category) ? 'court' : 'governingLaw';
    fields[field] = { value: jurisdiction, confidence, evidence };
  }
  return fields;
}
