/** A line of a table of contents: numbered, or led by dots to the page where its part begins. */
const numbered =
  /^[ \t]{0,20}(?:(?:Section|Article|Part|Exhibit|Schedule|Annex|Appendix|SECTION|ARTICLE|PART|EXHIBIT|SCHEDULE|ANNEX|APPENDIX)\s{1,3})?(?:\d{1,3}(?:[. ]{1,2}\d{1,3}){0,4}|[IVXL]{1,6}(?=[.):\s])|[A-Z](?=[.):]))[.):]?[ \t]{0,20}["“(]?\p{Lu}\S{0,60}(?:[ \t]\S{1,60}){0,11}[ \t]*$/u;
const leaders =
  /(?:\.{5,}|(?:\.[ \t]){5,}\.|…{2,})[ \t.]{0,20}(?:(?:\d{1,4}|[ivxl]{1,6})(?=\s|$)|\n|$)|_{5,}[ \t]{0,5}\d{1,4}[ \t]{0,20}(?:\n|$)/;
/** Entries that follow each other on one line, each with its page set off. */
const onOneLine = /\p{L}{3}[ \t]{2,20}\d{1,3}(?=[ \t]{2}|\s*$)/gu;
const atPage = /\S(?:[ \t]{2,}|\t)(?:\d{1,4}|[ivxl]{1,6})[ \t]*$/;
const verb = /\b(?:shall|will|must|may|agrees)\b/i;
const fewestLines = 3;
const leastShare = 0.7;
const longestEntry = 100;
const ends = /[.;!?]["”’)]?\s*$/;

/** Whether the words of a sentence are lines of a table of contents: leaders, page numbers or a run of headings. */
export function isContents(sentence: string): boolean {
  if (leaders.test(sentence) && !verb.test(sentence)) return true;
  if (!verb.test(sentence) && (sentence.match(onOneLine)?.length ?? 0) >= fewestLines) return true;
  const lines = sentence.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < fewestLines) return false;
  const entries = lines.filter(
    (line) => line.length <= longestEntry && (atPage.test(line) || (numbered.test(line) && !ends.test(line))),
  );
  return entries.length >= leastShare * lines.length;
}
