/** A mail's words, twice: as plain text and as HTML. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterParts {
  readonly subject: string;
  readonly before: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly link: string };
  readonly after: readonly string[];
}

/** Line breaks would begin a header of their own; direction marks let a name pass for another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unfit = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
const longestSubject = 150;
const longestName = 100;

/** Makes both forms of a letter; whatever its parts hold shows as text. */
export function composeLetter({ subject, before, action, after }: LetterParts): Letter {
  if (action !== undefined && !/^https?:\/\/[^\s]+$/.test(action.link)) {
    throw new TypeError('The link of a mail has to be an address of the web.');
  }
  const paragraphs = [
    ...before,
    ...(action === undefined ? [] : [`${action.label}:\n${action.link}`]),
    ...after,
  ];
  const link = action && escapeHtml(action.link);
  const html = [
    ...before.map(paragraph),
    ...(action === undefined
      ? []
      : [`<p><a href="${link}">${escapeHtml(action.label)}</a></p>`, `<p>${link}</p>`]),
    ...after.map(paragraph),
  ];
  return {
    subject: oneLine(subject, longestSubject),
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en">\n<body>\n${html.join('\n')}\n</body>\n</html>\n`,
  };
}

/** A name that somebody chose, fit to stand in a sentence: one line, and not the whole of the letter. */
export function nameInLetter(name: string): string {
  return oneLine(name, longestName);
}

/** Text for an element's content or an attribute in quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function oneLine(text: string, longest: number): string {
  const line = text.replace(unfit, ' ').replace(/\s+/g, ' ').trim();
  return (line.length <= longest ? line : `${line.slice(0, longest - 1)}…`).toWellFormed();
}
