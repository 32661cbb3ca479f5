import type { DocumentCategory } from '@elenchus/contracts/documents/analysis';
import type { TextRange } from '../../text/sentences.ts';
import type { DocumentSentence } from '../clauses/document-sentences.ts';
import { administrativeDecision, documentSigns } from './document-signs.ts';
import { documentTitle } from './document-title.ts';
import { practiceArea } from './practice-area.ts';
import { purposeOf } from './purpose.ts';

/** A value with the words of the document that prove it. */
export interface Proven<Value> {
  readonly value: Value;
  readonly proof: TextRange;
}

export interface Classification {
  readonly documentType: Proven<string> | null;
  readonly category: Proven<DocumentCategory> | null;
  readonly practiceArea: Proven<string> | null;
  readonly purpose: Proven<string> | null;
}

const courtTypes: ReadonlySet<DocumentCategory> = new Set(['case_law', 'order', 'pleading', 'brief']);

/** What a document is: by its title, else by how it is built; null where neither tells. */
export function classifyDocument(
  text: string,
  sentences: readonly DocumentSentence[],
  mediaType: string,
): Classification {
  const title = documentTitle(text);
  const signs = documentSigns(text, mediaType);
  const { documentType, category } = decide(title, signs);
  const area =
    signs?.documentType === administrativeDecision
      ? { name: 'Administrative', start: signs.start, end: signs.end }
      : practiceArea(sentences, title, category?.value ?? null);
  const purpose = purposeOf(sentences, category?.value ?? null);
  return {
    documentType,
    category,
    practiceArea: area === null ? null : { value: area.name, proof: area },
    purpose:
      purpose === null
        ? null
        : { value: text.slice(purpose.start, purpose.end).replace(/\s+/g, ' '), proof: purpose },
  };
}

/** The make-up of e-mails, letters, court papers and laws tells more than a line that looks like a title. */
function decide(
  title: ReturnType<typeof documentTitle>,
  signs: ReturnType<typeof documentSigns>,
): Pick<Classification, 'documentType' | 'category'> {
  const built = signs !== null && signs.documentType !== 'Agreement' && !agrees(title, signs.category);
  if (signs !== null && (built || title === null)) {
    return {
      documentType: { value: signs.documentType, proof: signs },
      category: { value: signs.category, proof: signs },
    };
  }
  if (title === null) return { documentType: null, category: null };
  return {
    documentType: { value: title.name, proof: title },
    category: { value: title.kind.category, proof: title },
  };
}

const longestCourtTitle = 60;

/** Whether the title may stand for the name of a document so built; court papers carry terms and docket numbers. */
function agrees(title: ReturnType<typeof documentTitle>, built: DocumentCategory): boolean {
  if (title === null) return false;
  const { category } = title.kind;
  if (!courtTypes.has(built)) return category === built && built !== 'correspondence';
  return courtTypes.has(category) && /^[^\d()]*$/.test(title.name) && title.name.length <= longestCourtTitle;
}
