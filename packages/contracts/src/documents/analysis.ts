import * as z from 'zod';
import { id, timestamp } from '../platform/fields.ts';

/** Words of the document that prove a finding: `quote` is exactly the text from `start` to `end`. */
export const evidence = z
  .object({
    page: z.int().min(1),
    /** Where the quotation ends, if on another page. */
    pageTo: z.int().min(1).optional(),
    start: z.int().min(0),
    end: z.int().min(0),
    quote: z.string(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

/**
 * Every finding has evidence. `confidence` (0 to 1) is the share of right findings by the same rule on labelled
 * contracts of the development set, smoothed as (right + 1) / (found + 2); 0.5 where there are no labels, as for risks,
 * obligations and every document that is not a contract. It is measured, never asked of a model.
 */
const finding = { confidence: z.number().min(0).max(1), evidence: z.array(evidence).min(1) };
const basis = z.object(finding);

export const party = z.object({
  name: z.string(),
  /** As the document calls it: "Seller", "Plaintiff". */
  role: z.string().nullable(),
  ...finding,
});
export const keyDate = z.object({
  /** `effective`, `signed`, `expiration`, `renewal`, `notice`, `payment`, `deadline`, `filed`, `decided`, `sent` or `other`; the day on which a law was enacted is `signed`. */
  type: z.string(),
  /** Calendar date `YYYY-MM-DD`; null for a period. */
  date: z.string().nullable(),
  /** ISO 8601 duration such as `P30D`, for "within thirty (30) days"; null for a calendar date. */
  period: z.string().nullable(),
  description: z.string(),
  ...finding,
});
export const obligation = z.object({
  /** Who is bound, as the sentence names it. */
  party: z.string().nullable(),
  kind: z.enum(['duty', 'prohibition', 'condition']),
  description: z.string(),
  /** Words of time inside of the sentence. */
  deadline: z.string().nullable(),
  ...finding,
});
export const risk = z.object({
  type: z.string(),
  severity: z.enum(['low', 'medium', 'high']),
  description: z.string(),
  ...finding,
});
export const keyTerm = z.object({ term: z.string(), definition: z.string(), ...finding });
export const clause = z.object({ type: z.string(), heading: z.string().nullable(), ...finding });
export const legalCitation = z.object({
  kind: z.enum(['case', 'statute', 'regulation', 'constitution', 'journal', 'other']),
  /** The citation in its usual form, without what stands around it. */
  citation: z.string(),
  ...finding,
});
export const recommendation = z.object({ text: z.string(), ...finding });
export const answeredQuestion = z.object({
  question: z.string(),
  answer: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidence),
});

/** What an analysis says of a document. A provider that cannot prove a finding leaves it out. */
export const analysisContent = z
  .object({
    documentType: z.string().nullable(),
    purpose: z.string().nullable(),
    summary: z.string(),
    parties: z.array(party),
    keyDates: z.array(keyDate),
    obligations: z.array(obligation),
    risks: z.array(risk),
    keyTerms: z.array(keyTerm),
    clauses: z.array(clause),
    citations: z.array(legalCitation),
    recommendations: z.array(recommendation),
    category: z.string().nullable(),
    jurisdiction: z.string().nullable(),
    practiceArea: z.string().nullable(),
    keywords: z.array(z.string()),
    answers: z.array(answeredQuestion),
    extractedFields: z.record(z.string(), z.object({ value: z.string(), ...finding })),
    /** What proves the fields above that are plain strings; one without proof is null there and absent here. */
    basis: z.object({
      documentType: basis.optional(),
      purpose: basis.optional(),
      summary: basis.optional(),
      category: basis.optional(),
      jurisdiction: basis.optional(),
      practiceArea: basis.optional(),
    }),
  })
  .meta({ id: 'AnalysisContent' });
export type AnalysisContent = z.infer<typeof analysisContent>;

/** `contract`, `case_law`, `statute`, ...: the closed list of categories. */
export const documentCategory = z.enum([
  'contract',
  'case_law',
  'statute',
  'regulation',
  'brief',
  'pleading',
  'order',
  'correspondence',
  'policy',
  'financial',
  'memorandum',
  'form',
  'other',
]);
export type DocumentCategory = z.infer<typeof documentCategory>;

export const analysis = z
  .object({
    id,
    documentId: id,
    caseId: id,
    /** The text that was analysed; offsets of evidence are in it. */
    textRevision: z.int(),
    status: z.enum(['completed', 'failed']),
    content: analysisContent,
    model: z.string(),
    provider: z.string(),
    tokensUsed: z.int(),
    costMicroUsd: z.int(),
    reasoning: z.string().nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'Analysis' });
export type Analysis = z.infer<typeof analysis>;
