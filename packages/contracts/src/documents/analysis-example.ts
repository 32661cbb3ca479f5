import { exampleIds } from '../platform/example-ids.ts';
import type { Analysis } from './analysis.ts';

const title = { page: 1, start: 0, end: 25, quote: 'Master Services Agreement' };
const governingLaw = {
  page: 4,
  start: 9721,
  end: 9834,
  quote:
    'This Agreement is governed by the laws of the State of Delaware, without regard to\nits rules on conflict of laws.',
};
const termination = {
  page: 3,
  start: 8237,
  end: 8375,
  quote:
    "The Client may terminate this Agreement for convenience at any time\nby giving the Provider at least sixty (60) days' prior written notice.",
};
const inspection = {
  page: 1,
  start: 2220,
  end: 2311,
  quote: 'The Client shall inspect each Deliverable within fifteen (15) business days after delivery.',
};

export const analysisExample: Analysis = {
  id: exampleIds.analysis,
  documentId: exampleIds.document,
  caseId: exampleIds.case,
  textRevision: 1,
  status: 'completed',
  content: {
    documentType: 'Master Services Agreement',
    purpose: null,
    summary:
      "The Client may terminate this Agreement for convenience at any time by giving the Provider at least sixty (60) days' prior written notice.",
    parties: [
      {
        name: 'Bellwether Freight LLC',
        role: 'Client',
        confidence: 0.95,
        evidence: [
          {
            page: 1,
            start: 289,
            end: 423,
            quote:
              'Bellwether Freight LLC, an Ohio limited\nliability company with its principal office at 77 Quarry Street, Columbus, Ohio (the "Client")',
          },
        ],
      },
    ],
    keyDates: [
      {
        type: 'deadline',
        date: null,
        period: 'P15D',
        description: `Deadline (working days): ${inspection.quote}`,
        confidence: 0.5,
        evidence: [inspection],
      },
    ],
    obligations: [
      {
        party: 'Client',
        kind: 'duty',
        description: inspection.quote,
        deadline: 'within fifteen (15) business days after delivery',
        confidence: 0.5,
        evidence: [inspection],
      },
    ],
    risks: [
      {
        type: 'warranty_disclaimer',
        severity: 'low',
        description: 'Warranties are excluded.',
        confidence: 0.5,
        evidence: [
          {
            page: 3,
            start: 6988,
            end: 7179,
            quote:
              'Except as this Agreement expressly states, the Provider disclaims all warranties, express\nor implied, including the implied warranties of merchantability and fitness for a particular purpose.',
          },
        ],
      },
    ],
    keyTerms: [],
    clauses: [
      {
        type: 'governing_law',
        heading: 'Article 9. General',
        confidence: 0.95,
        evidence: [governingLaw],
      },
    ],
    citations: [],
    recommendations: [
      {
        text: 'Check the notice period and what is owed if the other party ends the contract.',
        confidence: 0.5,
        evidence: [termination],
      },
    ],
    category: 'contract',
    jurisdiction: 'Delaware',
    practiceArea: null,
    keywords: ['subscription fee', 'confidential information', 'termination'],
    answers: [],
    extractedFields: { governingLaw: { value: 'Delaware', confidence: 0.95, evidence: [governingLaw] } },
    basis: {
      documentType: { confidence: 0.9, evidence: [title] },
      summary: { confidence: 0.5, evidence: [termination] },
      category: { confidence: 0.9, evidence: [title] },
      jurisdiction: { confidence: 0.95, evidence: [governingLaw] },
    },
  },
  model: 'offline-rules-v1',
  provider: 'offline',
  tokensUsed: 0,
  costMicroUsd: 0,
  reasoning: 'Findings were extracted and quoted by fixed rules, without a model. The whole text was read.',
  createdAt: '2026-09-14T09:05:34.334Z',
};
