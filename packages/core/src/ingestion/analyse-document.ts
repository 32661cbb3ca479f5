import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { Transaction } from '@elenchus/db/database';
import { analyses, type DocumentRow } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { and, eq } from 'drizzle-orm';
import type { AnalysisOutcome } from '../analysis/analysis-input.ts';
import { profileText } from '../analysis/profile-text.ts';
import { verifyFindings } from '../analysis/verify-findings.ts';
import { loadText } from '../documents/load-text.ts';
import { textKey } from '../documents/object-keys.ts';
import type { TenantContext } from '../platform/context.ts';
import { runStage } from './run-stage.ts';

/**
 * Analyses the text of this attempt with the configured provider; only findings that the text proves are stored.
 * A run that comes again after its analysis was stored asks nobody a second time.
 */
export function analyseDocument(call: {
  readonly ctx: TenantContext<'db' | 'objects' | 'analyzer'>;
  readonly input: IngestionInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  const { analyzer, objects } = ctx.ports;
  return runStage(ctx, input, {
    name: 'analyse',
    work: async (document) => {
      if (await withTenant(ctx, (tx) => isAnalysed(tx, input))) {
        return { outcome: 'continue', detail: 'analysed before', changes: async () => ({}) };
      }
      const text = await loadText(objects, textKey(ctx.organizationId, document.id, input.attempt));
      const { fileName, title, email } = document;
      const outcome = await analyzer.analyse({
        text,
        fileName,
        title,
        mediaType: document.mediaType ?? '',
        sentAt: email?.sentAt ?? null,
      });
      const { content, dropped } = verifyFindings(text, outcome.content);
      return {
        outcome: 'continue',
        detail: `by ${analyzer.provider} ${analyzer.model}, ${dropped} unproven findings left out`,
        changes: async (tx, current) => {
          // Only finish makes it the present one, together with the text that it is about.
          // The document is locked here: of two runs side by side, the second finds what the first has stored.
          if (await isAnalysed(tx, input)) return {};
          await tx.insert(analyses).values(analysisRow(ctx, input, current, { ...outcome, content }));
          return { progress: 0.97 };
        },
      };
    },
  });
}

/** Whether an earlier run of this very attempt has stored its analysis. */
async function isAnalysed(tx: Transaction, { documentId, attempt }: IngestionInput): Promise<boolean> {
  const found = await tx
    .select({ id: analyses.id })
    .from(analyses)
    .where(and(eq(analyses.documentId, documentId), eq(analyses.revision, attempt)))
    .limit(1);
  return found.length > 0;
}

function analysisRow(
  ctx: TenantContext<'analyzer'>,
  { attempt }: IngestionInput,
  document: DocumentRow,
  { content, tokensUsed, costMicroUsd, reasoning }: AnalysisOutcome,
) {
  const { provider, model } = ctx.ports.analyzer;
  return {
    id: ctx.newId(),
    organizationId: ctx.organizationId,
    caseId: document.caseId,
    documentId: document.id,
    revision: attempt,
    status: 'completed' as const,
    content,
    provider,
    model,
    tokensUsed,
    costMicroUsd,
    reasoning,
    partyNames: partyNames(content),
    profileText: profileText(content),
    createdAt: ctx.clock(),
  };
}

function partyNames({ parties }: AnalysisContent): string[] {
  return [...new Set(parties.map(({ name }) => name))];
}
