import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { TextRange } from '../../text/sentences.ts';
import type { DocumentSentence } from '../clauses/document-sentences.ts';
import type { DocumentTitle } from './document-title.ts';
import { commercialArea, type PracticeArea, practiceAreas } from './practice-areas.ts';

/** A field of practice with the words of the document that show it. */
export interface FoundArea extends TextRange {
  readonly name: string;
}

const lookedAtSentences = 600;
const titleScore = 12;
/** Below it no field is named; a field must also lead the next one by this factor. */
const leastScore = 9;
const lead = 1.2;
/** Contracts on secrecy, and terms for everybody who uses a service, name many fields that they are not about. */
const manyFields = /\bnon-?\s?disclosure|\bconfidential|\bterms? (?:of (?:service|use)|and conditions)\b/;
const courtCategories: ReadonlySet<DocumentCategory> = new Set(['case_law', 'order', 'pleading', 'brief']);
const token = /[a-z0-9]+/g;

/** The field of practice by the title and by how many different words of a field the text uses, and how often. */
export function practiceArea(
  sentences: readonly DocumentSentence[],
  title: DocumentTitle | null,
  category: DocumentCategory | null,
): FoundArea | null {
  const name = title?.name.toLowerCase() ?? '';
  const scored = practiceAreas.map((area) => ({ area, titled: area.title.test(name) }));
  const byWords = countSigns(sentences.slice(0, lookedAtSentences));
  const ranked = scored
    .map(({ area, titled }) => {
      const words = byWords.get(area);
      return { area, titled, words, score: (words?.score ?? 0) + (titled ? titleScore : 0) };
    })
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  const clear =
    first !== undefined && first.score >= leastScore && first.score >= lead * (second?.score ?? 0);
  if (clear && (first.titled || !manyFields.test(name))) {
    const proof = first.titled ? title : first.words?.best;
    if (proof) return { name: first.area.name, start: proof.start, end: proof.end };
  }
  if (title === null || category === null) return null;
  const { start, end } = title;
  if (category === 'contract' && commercialArea.title.test(name))
    return { name: commercialArea.name, start, end };
  return courtCategories.has(category) ? { name: 'Litigation', start, end } : null;
}

interface SignCount {
  readonly score: number;
  readonly best: DocumentSentence;
}

const areasBySign: ReadonlyMap<string, PracticeArea> = new Map(
  practiceAreas.flatMap((area) => area.signs.map((sign) => [sign, area] as const)),
);

function countSigns(sentences: readonly DocumentSentence[]): Map<PracticeArea, SignCount> {
  const counts = new Map<
    PracticeArea,
    { bySign: Map<string, number>; best: DocumentSentence; most: number }
  >();
  for (const sentence of sentences) {
    const here = new Map<PracticeArea, number>();
    const note = (sign: string) => {
      const area = areasBySign.get(sign);
      if (area === undefined) return;
      const count = counts.get(area) ?? { bySign: new Map<string, number>(), best: sentence, most: 0 };
      count.bySign.set(sign, (count.bySign.get(sign) ?? 0) + 1);
      const found = (here.get(area) ?? 0) + 1;
      here.set(area, found);
      if (found > count.most) Object.assign(count, { best: sentence, most: found });
      counts.set(area, count);
    };
    let before = '';
    for (const word of sentence.words.match(token) ?? []) {
      note(word);
      if (before !== '') note(`${before} ${word}`);
      before = word;
    }
  }
  const weigh = (bySign: ReadonlyMap<string, number>) =>
    [...bySign.values()].reduce((sum, count) => sum + 1 + Math.log2(count), 0);
  return new Map([...counts].map(([area, { bySign, best }]) => [area, { score: weigh(bySign), best }]));
}
