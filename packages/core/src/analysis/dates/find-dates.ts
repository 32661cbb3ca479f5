import type { AnalysisContent } from '@elenchus/contracts/documents/analysis';
import type { ExtractedText } from '@elenchus/contracts/documents/extracted-text';
import { findCourt } from '../jurisdiction/find-court.ts';
import { evidenceAt } from '../locate-evidence.ts';
import { oneLine, phraseAround, wordsAfter, wordsBefore } from '../text-window.ts';
import type { CalendarDate } from './calendar-date.ts';
import { calendarDates } from './calendar-dates.ts';
import { dateConfidences } from './confidences.ts';
import type { DateCandidate } from './date-candidate.ts';
import { type DateContext, dateRules } from './date-rules.ts';
import { periodRule } from './period-rules.ts';
import { periods } from './periods.ts';
import { relativeDays } from './relative-days.ts';
import { termEnd } from './term-end.ts';

type KeyDate = AnalysisContent['keyDates'][number];

/** The most findings that are told of a document, by the kind of their rule. */
const mostTyped = 60;
const mostPeriods = 40;
const mostOther = 30;
/** Of more dates, or more periods, than this the first and last half are read. */
const mostMentions = 2000;
/** Quotations kept for what the document says more than once. */
const mostEvidence = 3;
/** What rules may read around a date, in characters. */
const lead = 240;
const tail = 100;
const messageHead = /^(?:Subject|From|To|Date|Sent): [^\n]*\n(?:[^\n]*\n){0,3}(?:From|To|Sent|Date|Cc): /;
const greeting = /(?:^|\n)[^\S\n]{0,20}(?:Dear\s|To\s{1,3}[Ww]hom|Ladies\s{1,3}and|Gentlemen\b|Re:)/;
const law = /\b(?:be it enacted|enacted by the|public law \d+-\d+)\b/i;
const agreement = /\b(?:agreement|contract|lease|amendment|deed|addendum|indenture)\b/i;

/**
 * The dates and periods of a document by type, each once, in the order of the text: dates that it gives, periods
 * that bind someone or say how long it holds, and days relative to `sentAt` ("by Friday") if it was sent.
 */
export function findDates(text: ExtractedText, options: { readonly sentAt?: string | null }): KeyDate[] {
  const candidates = [...datesOf(text), ...periodsOf(text.text)];
  const end = termEnd(text.text, candidates);
  if (end) candidates.push(end);
  if (options.sentAt) candidates.push(...relativeDays(text.text, options.sentAt));
  return mostTelling(folded(candidates))
    .sort((a, b) => (a.at[0]?.start ?? 0) - (b.at[0]?.start ?? 0))
    .map((each) => keyDate(text, each));
}

/** The first and the last mentions: tables of thousands of dates bind nobody, and each costs its reading. */
function endsOf<Mention>(mentions: readonly Mention[]): readonly Mention[] {
  if (mentions.length <= mostMentions) return mentions;
  return [...mentions.slice(0, mostMentions / 2), ...mentions.slice(-mostMentions / 2)];
}

/** One candidate for each date or period of a type; an untyped date only if the date has no type anywhere. */
function folded(candidates: readonly DateCandidate[]): DateCandidate[] {
  const found = new Map<string, DateCandidate>();
  const typed = new Set(candidates.filter(({ type }) => type !== 'other').map(({ date }) => date));
  for (const each of candidates) {
    if (each.type === 'other' && each.date !== null && typed.has(each.date)) continue;
    const key = `${each.type} ${each.date ?? each.period}`;
    const known = found.get(key);
    if (!known) found.set(key, each);
    else if (known.at.length < mostEvidence) found.set(key, { ...known, at: [...known.at, ...each.at] });
  }
  return [...found.values()];
}

function* datesOf({ text, pages, headings }: ExtractedText): Generator<DateCandidate> {
  const court = findCourt({ text, pages, headings }) !== null;
  const kind = kindOf(text);
  for (const date of endsOf(calendarDates(text))) {
    const context = { ...contextOf(text, date), court, kind };
    const rules = dateRules.filter((rule) => rule.holds(context));
    const { start, end } = date;
    const shared = { date: date.date, period: null, note: noteOf(date) };
    const types = new Set<string>();
    for (const { name, type, label } of rules) {
      if (types.has(type)) continue;
      types.add(type);
      yield { ...shared, rule: name, type, label, at: [{ start, end }] };
    }
    if (rules.length === 0) {
      yield { ...shared, rule: 'other', type: 'other', label: 'Date', at: [{ start, end }] };
    }
  }
}

function kindOf(text: string): DateContext['kind'] {
  if (messageHead.test(text.slice(0, 400))) return 'message';
  if (law.test(text.slice(0, 4000))) return 'law';
  if (agreement.test(text.slice(0, 1500))) return 'agreement';
  return greeting.test(text.slice(0, 4000)) ? 'letter' : 'other';
}

function contextOf(text: string, { start, end }: CalendarDate): Omit<DateContext, 'court' | 'kind'> {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return {
    before: wordsBefore(text, start, lead),
    after: wordsAfter(text, end, tail),
    at: start,
    offset: text.length === 0 ? 0 : start / text.length,
    ownLine:
      start - lineStart < 40 &&
      /^\s*\[?$/.test(text.slice(lineStart, start)) &&
      /^[ \t]*[.\]]?[ \t]*(?:\n|$)/.test(text.slice(end, end + 20)),
  };
}

function noteOf({ open }: CalendarDate): string {
  if (open === 'day') return ' (the text gives month and year alone; the first day stands for the month)';
  return open === 'order' ? ' (day and month may be the other way round)' : '';
}

function* periodsOf(text: string): Generator<DateCandidate> {
  for (const { start, end, period, business } of endsOf(periods(text))) {
    const rule = periodRule(wordsBefore(text, start, lead), wordsAfter(text, end, tail));
    if (!rule) continue;
    const note = business ? ' (working days)' : '';
    yield {
      rule: rule.name,
      type: rule.type,
      label: rule.label,
      date: null,
      period,
      note,
      at: [{ start, end }],
    };
  }
}

function mostTelling(candidates: readonly DateCandidate[]): DateCandidate[] {
  const other = candidates.filter(({ date, type }) => date !== null && type === 'other');
  const typed = candidates.filter(({ date, type }) => date !== null && type !== 'other');
  const lengths = candidates.filter(({ period }) => period !== null);
  return [...typed.slice(0, mostTyped), ...lengths.slice(0, mostPeriods), ...other.slice(0, mostOther)];
}

function keyDate(text: ExtractedText, { rule, type, label, date, period, note, at }: DateCandidate): KeyDate {
  const evidence = at.map(({ start, end }) => {
    const phrase = phraseAround(text.text, start, end);
    return evidenceAt(text, phrase.start, phrase.end);
  });
  return {
    type,
    date,
    period,
    description: `${label}${note}: ${oneLine(evidence[0]?.quote ?? '')}`,
    confidence: dateConfidences[rule],
    evidence,
  };
}
