/** What an answer must hold, as far as the question's form tells. */
export type AnswerShape = 'date' | 'duration' | 'amount' | 'place' | 'any';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const patterns: Record<Exclude<AnswerShape, 'any'>, RegExp> = {
  date: new RegExp(
    `\\b(?:${months})\\.?,?\\s+\\d|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+)?(?:${months})\\b|\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}/\\d{1,2}/\\d{2,4}|\\banniversary\\b|\\bdate\\s+(?:first|of)\\b|\\bday\\s+of\\s+(?:the|each|every)\\b`,
    'i',
  ),
  duration: /\b(?:hour|day|week|month|quarter|year|anniversary|annual|term)s?\b/i,
  amount:
    /[$€£¥%]|\b\d[\d,.]*\b|\b(?:percent|dollars|euros|hundred|thousand|million|amount|fees?|royalt(?:y|ies))\b/i,
  place:
    /\b(?:laws?|courts?)\b[^.]{0,60}\b(?:of|in)\s+(?:the\s+)?(?:(?:State|Commonwealth|Province|Republic|Kingdom|Courts?|Country)\b|\p{Lu})|\bEnglish law\b/u,
};

/** The shape that the question asks for; `any` if its words do not tell. */
export function answerShape(question: string): AnswerShape {
  if (
    /\bhow (?:long|much notice|many (?:days|months|years))\b|\bwhat period\b|\bnotice period\b/i.test(
      question,
    )
  )
    return 'duration';
  if (/\b(?:what|which|on what) (?:is the )?(?:\w+ )?date\b|^\W*when\b/i.test(question)) return 'date';
  if (/\bhow much\b|\bwhat (?:is the )?(?:price|fee|amount|sum|salary|rent|royalty|cost)\b/i.test(question))
    return 'amount';
  if (/\b(?:state|countr|province)\w*(?:['’]s)?\b.*\blaw|\bgoverning law\b|\blaw govern/i.test(question))
    return 'place';
  return 'any';
}

/** Whether a sentence holds what the shape asks for. */
export function fitsShape(shape: AnswerShape, sentence: string): boolean {
  return shape === 'any' || patterns[shape].test(sentence);
}
