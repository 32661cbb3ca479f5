import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';

/** What an analysis may look at. */
export interface AnalysisInput {
  readonly text: ExtractedText;
  readonly fileName: string;
  readonly mediaType: string;
  /** Title that the file itself carries, if any. */
  readonly title: string | null;
  /** When an e-mail was sent, UTC. */
  readonly sentAt: string | null;
}

/** Says what a document is about; every finding with words of the document that prove it. */
export interface Analyzer {
  readonly provider: string;
  readonly model: string;
  analyse(input: AnalysisInput): Promise<AnalysisOutcome>;
}

export interface AnalysisOutcome {
  readonly content: AnalysisContent;
  readonly tokensUsed: number;
  readonly costMicroUsd: number;
  /** How the findings were come by, for people; null if there is nothing to tell. */
  readonly reasoning: string | null;
}
