import { OfflineAnalyzer } from '@elenchus/core/analysis/analyse-offline';
import type { Analyzer } from '@elenchus/core/analysis/analysis-input';
import { analyseDocument } from '@elenchus/core/ingestion/analyse-document';
import { analyses } from '@elenchus/db/schema/documents';
import { withTenant } from '@elenchus/db/tenant';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inputOf, makeContext, makeExtracted } from '../support/pipeline.ts';

/** Analyses by the rules; its first two answers come only when both have been asked for. */
function pairedAnalyzer() {
  const asked = { times: 0 };
  const rules = new OfflineAnalyzer();
  const both = Promise.withResolvers<void>();
  const analyzer: Analyzer = {
    provider: 'test',
    model: 'test',
    analyse: async (input) => {
      asked.times += 1;
      if (asked.times === 2) both.resolve();
      await both.promise;
      return rules.analyse(input);
    },
  };
  return { analyzer, asked };
}

it('an attempt is analysed once, however often the step runs', async () => {
  const { analyzer, asked } = pairedAnalyzer();
  const context = await makeContext();
  const ctx = { ...context, ports: { ...context.ports, analyzer } };
  const id = await makeExtracted(context);
  const call = { ctx, input: inputOf(context, id) };
  // Side by side, as when a run that was given up for dead still lives; then again, as after a crash.
  await Promise.all([analyseDocument(call), analyseDocument(call)]);
  expect(await analyseDocument(call)).toEqual({ outcome: 'continue' });
  expect(asked.times).toBe(2);
  const rows = await withTenant(ctx, (tx) => tx.select().from(analyses).where(eq(analyses.documentId, id)));
  expect(rows).toHaveLength(1);
});
