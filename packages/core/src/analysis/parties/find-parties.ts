import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import type { AnalysisInput } from '../analysis-input.ts';
import { findCourt } from '../jurisdiction/find-court.ts';
import { evidenceAt } from '../locate-evidence.ts';
import { phraseAround } from '../text-window.ts';
import { addressLineParties } from './address-lines.ts';
import { captionParties } from './caption-parties.ts';
import { partyConfidences } from './confidences.ts';
import { definedParties, letteredParties } from './defined-parties.ts';
import type { FoundParty } from './named-party.ts';
import { operatorParty } from './operator-party.ts';
import { nameKey } from './party-names.ts';
import { preambleEnd, preambles } from './preamble.ts';
import { signatureParties } from './signature-parties.ts';
import { type NamedParty, splitParties } from './split-parties.ts';

type Party = AnalysisContent['parties'][number];
type FileNames = Pick<AnalysisInput, 'fileName' | 'title'>;

const mostParties = 40;
/** The head of a message or memorandum begins within so many characters. */
const longestHead = 600;
const mostEvidence = 3;
/** A name alone says little; of a preamble the evidence goes on to the role. */
const longestEvidence = 300;

/**
 * Who makes an agreement, is party to a proceeding, or sends and receives a message, each once, in the order of the
 * text. The first source that names anyone counts: caption, preamble, definitions of the opening,
 * who calls itself "we", signatures, title.
 */
export function findParties(text: ExtractedText, options: FileNames): Party[] {
  const found = new Map<string, { readonly party: FoundParty; readonly at: FoundParty['at'][] }>();
  for (const party of partiesOf(text, options)) {
    const key = nameKey(party.name);
    const known = found.get(key);
    if (!known) found.set(key, { party, at: [party.at] });
    else if (known.at.length < mostEvidence) known.at.push(party.at);
    if (known && known.party.role === null && party.role !== null) {
      found.set(key, { party: { ...known.party, role: party.role }, at: known.at });
    }
  }
  return withoutRoles([...found.values()])
    .slice(0, mostParties)
    .map(({ party, at }) => ({
      name: party.name,
      role: party.role,
      confidence: partyConfidences[party.rule],
      evidence: at.map((range) => evidence(text, range)),
    }));
}

/** Without those that are only what the document calls another party: "The Company" beside `Acme Inc. (the "Company")`. */
function withoutRoles<Found extends { readonly party: FoundParty }>(all: readonly Found[]): Found[] {
  const plain = (words: string) => words.toLowerCase().replace(/^the\s+|[^\p{L}\p{N}\s]/gu, '');
  return all.filter(
    ({ party }) =>
      !all.some(
        ({ party: { name, role } }) =>
          role !== null && name !== party.name && plain(role) === plain(party.name),
      ),
  );
}

function partiesOf(text: ExtractedText, { fileName, title }: FileNames): FoundParty[] {
  if (findCourt(text)) {
    const parties = captionParties(text.text);
    if (parties.length > 0) return parties;
  }
  const addressed = addressLineParties(text.text);
  const isMessage = /\.(?:eml|msg)$/i.test(fileName) || (addressed[0]?.at.start ?? longestHead) < longestHead;
  if (isMessage && addressed.length > 0) return addressed;
  const listed = listedParties(text.text);
  if (listed.length > 0) return listed;
  const operator = operatorParty(text.text);
  if (operator.length > 0) return operator;
  const signed = signatureParties(text.text);
  if (signed.length > 0) return signed;
  return addressed.length > 0 ? addressed : titleParties(text.text, title);
}

/** The best preamble that lists parties of which something tells that they are: roles, legal forms. */
function listedParties(text: string): FoundParty[] {
  const lettered = letteredParties(text);
  if (lettered.length > 1) return lettered;
  let best: NamedParty[] = [];
  for (const { start } of preambles(text)) {
    const parties = splitParties(text, { start, end: preambleEnd(text, start) });
    if (score(parties) > score(best)) best = parties;
    if (best.length > 1 && best.some(({ role }) => role !== null)) break;
  }
  const told = best.some(({ role }) => role !== null) || best.filter(({ suffixed }) => suffixed).length > 1;
  const listed = told ? best.map(preambleParty) : [];
  if (listed.length > 1) return listed;
  const defined = definedParties(text);
  return defined.length > Math.max(1, listed.length) ? defined : listed;
}

function preambleParty({ name, role, start, end, until }: NamedParty): FoundParty {
  const last = role === null ? end : Math.min(until, start + longestEvidence);
  return { rule: role === null ? 'preamble' : 'preamble-role', name, role, at: { start, end: last } };
}

function score(parties: readonly NamedParty[]): number {
  const told = parties.filter(({ role, suffixed }) => role !== null || suffixed).length;
  return Math.min(2, parties.length) * 2 + Math.min(4, told);
}

/** "Agreement between A and B" where the text has these names too. */
function titleParties(text: string, title: string | null): FoundParty[] {
  const pair = /\bbetween\s+(.{2,80}?)\s+and\s+(.{2,80})$/i.exec(title ?? '');
  const found: FoundParty[] = [];
  for (const name of [pair?.[1], pair?.[2]]) {
    const start = name === undefined ? -1 : text.indexOf(name);
    if (name === undefined || start < 0) continue;
    found.push({ rule: 'title', name, role: null, at: { start, end: start + name.length } });
  }
  return found;
}

function evidence(text: ExtractedText, { start, end }: FoundParty['at']) {
  const range =
    end - start > 60
      ? { start, end: Math.min(end, start + longestEvidence) }
      : phraseAround(text.text, start, end);
  return evidenceAt(text, range.start, range.end);
}
