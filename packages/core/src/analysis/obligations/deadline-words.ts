const count =
  '(?:[\\w-]+ )?\\(?\\d[\\d,]*\\)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|forty-five|sixty|ninety|a|each)(?: \\(\\d+\\))?';
const unit = '(?:business |calendar |working |banking )?(?:hours?|days?|weeks?|months?|quarters?|years?)\\b';
const dayName = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const reach =
  "(?! (?:of age|old|that)\\b)(?:['’]? (?:prior |advance )?(?:written )?(?:notice|of|after|from|following|prior to|before|preceding)\\b[^,;.:()]{0,80})?";
const patterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:within|in|not later than|no later than|at least|not less than|for a period of|during the|upon|on) (?:a period of |the (?:first|next|following) )?(?:${count}) ${unit}${reach}`,
    'i',
  ),
  new RegExp(
    `\\b(?:on or before|no later than|not later than|by|before|until|prior to) (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)? (?:day )?(?:of )?)?${dayName}(?: \\d{1,2}(?:st|nd|rd|th)?)?(?:,? \\d{4})?`,
    'i',
  ),
  /\b(?:on or before|no later than|not later than|by) (?:the )?(?:close of business|end of|\w+ \(\d+(?:st|nd|rd|th)?\) (?:business )?day|\d{1,2}(?:st|nd|rd|th)|(?:first|last|fifteenth) (?:(?:business |calendar |working )?days?|of|week|month|quarter|anniversary))\b[^,;.:()]{0,60}/i,
  /\b(?:prior to|before|at the time of|upon|promptly (?:after|upon|following)|immediately (?:after|upon|following)) (?:the )?(?:\w+ )?(?:receipt|expiration|expiry|termination|delivery|completion|execution|request|closing|notice|demand)\b[^,;.:()]{0,60}/i,
  /\b(?:promptly|immediately(?! (?:available|following|preceding|prior|before|after|effective|adjacent))|forthwith|without (?:undue )?delay|annually|quarterly|monthly|at all times)\b/i,
];

/** Before words that say when something took place: "employees who were dismissed at least six months prior to". */
const happened =
  /\b(?:who|whose|which|that)\b[^,;.]{0,80}\b(?:was|were|has been|have been|had been)\b(?:(?!\b(?:shall|must|will|agrees?)\b)[^,;.]){0,120}$/i;

/** The words of time in a sentence (single blanks): "within thirty (30) days of delivery"; null without any. */
export function deadlineWords(sentence: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(sentence);
    if (found !== null && !happened.test(sentence.slice(0, found.index)))
      return wholeWords(sentence, found.index, found.index + found[0].length);
  }
  return null;
}

/** The words from `start` to `end`, without one that `end` cuts. */
function wholeWords(sentence: string, start: number, end: number): string {
  const words = sentence.slice(start, end);
  const cut = /\w/.test(sentence.charAt(end)) && /\w$/.test(words);
  return (cut ? words.replace(/\s+\S*$/, '') : words).trim();
}
