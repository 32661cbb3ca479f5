/** `npm run eval:retrieval`: how often the search finds the labelled clauses, through the running product. */
import { measureClauseRanking } from './clause-ranking.ts';
import { withServer } from './evaluation-server.ts';
import { requireData } from './labelled-data.ts';
import { report } from './report.ts';
import { measureSpanRetrieval } from './span-retrieval.ts';

requireData();
await withServer(async (api) => {
  const spans = await measureSpanRetrieval(api);
  const clauses = await measureClauseRanking(api);
  report('retrieval', [...spans.figures, ...clauses.figures], {
    spans: spans.details,
    clauses: clauses.details,
  });
});
