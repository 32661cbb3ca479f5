/** How mail programs announce the message that they repeat; the languages of talon's test-suite and a few more. */

const originalMessage = [
  'original message',
  'original appointment',
  'reply message',
  'forwarded message',
  'forwarded by\\b.{0,200}',
  'begin forwarded message',
  'ursprüngliche nachricht',
  'original[- ]nachricht',
  'antwort nachricht',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  "message d[’']origine",
  'message original',
  'message transféré',
  'message transf\\.',
  'mensaje original',
  'mensaje reenviado',
  'mensagem original',
  'mensagem encaminhada',
  'messaggio originale',
  'messaggio inoltrato',
  'oorspronkelijk bericht',
  'doorgestuurd bericht',
  'oprindelig meddelelse',
  'videresendt meddelelse',
  'opprinnelig melding',
  'ursprungligt meddelande',
  'vidarebefordrat meddelande',
  'alkuperäinen viesti',
  'wiadomość oryginalna',
  'původní zpráva',
  'eredeti üzenet',
  'исходное сообщение',
  'пересылаемое сообщение',
  'пересланное сообщение',
  '原始邮件',
  '原始郵件',
  '转发邮件',
  '元のメッセージ',
  '転送メッセージ',
  '원본 메시지',
].join('|');
/** "-----Original Message-----", and as Apple Mail writes it without dashes but with a colon. */
const divider = new RegExp(
  `^[\\s>*|]{0,20}(?:[-_=]{2,80}\\s{0,5}(?:${originalMessage})\\s{0,5}[-_=]{0,80}|(?:${originalMessage})\\s?:)\\*?\\s{0,20}$`,
  'iu',
);

/** The line before a repeated message that says so by itself. */
export function isOriginalMessageDivider(line: string): boolean {
  return line.length <= 400 && divider.test(line.trim());
}

const opening =
  /^(?:>\s?|\*)?(?:on|at|in|le|op|am|um|den|på|el|il|em|no dia|ma|dnia|w dniu|dne|vào|tarihinde|в|\d|[a-z]{3}, \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\S.{0,80}(?:<|&lt;|\[mailto:)?\S{1,80}@)/iu;
const verbs = [
  'wrote',
  'schrieb',
  'a écrit',
  'ecrit',
  'écrit',
  'escribió',
  'escribio',
  'escreveu',
  'ha scritto',
  'schreef',
  'verzond',
  'geschreven',
  'skrev',
  'skrev följande',
  'kirjoitti',
  'napisał\\(a\\)',
  'napisał',
  'napisała',
  'napsal\\(a\\)',
  'napsal',
  'írta',
  'a scris',
  'yazdı',
  'đã viết',
  'пишет',
  'написал\\(а\\)',
  'написал',
  'написала',
  'писал',
  '写道',
  '寫道',
  '작성',
  'のメール',
].join('|');
const verb = new RegExp(`(?<![\\p{L}])(?:${verbs})(?![\\p{L}])|写道|寫道|작성`, 'iu');
/** Too common at the end of a plain sentence ("…, Enron sent:") to say anything alone. */
const weakVerb = /\b(?:sent|said|writes|verzond|enviou|envió)\b/iu;
const address = /[^\s@<]@[^\s@>]/u;
const timeOrAddress = /\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}|[^\s@]@[^\s@]/u;

/** "On 3 May 2001, Ann wrote:" in its many forms; the parts of a wrapped one are given joined by blanks. */
export function isAttribution(text: string): boolean {
  // Nearly all lines are done with by their last character.
  if (text.length > 400 || !/[:：*\s-]$/u.test(text)) return false;
  const line = text.trim().replace(/\*+$/, '');
  if (/^-{2,10} ?on .{1,300} wrote ?-{2,10}$/iu.test(line)) return true;
  if (!/[:：]$/u.test(line)) return false;
  // Some write no verb: "2014-10-17 11:28 GMT+03:00 Bob <bob@example.com>:".
  if (/\d{4}/.test(line) && /\d:\d{2}[^<]{1,200}<[^<>@]{1,80}@[^<>]{1,80}>\s?[:：]$/u.test(line)) return true;
  const tells = verb.test(line) ? timeOrAddress.test(line) : weakVerb.test(line) && address.test(line);
  return tells && opening.test(line);
}

/** "Ann wrote:", or a date and an address: enough of a sign where quoted lines follow. */
export function resemblesAttribution(text: string): boolean {
  const line = text.trim();
  if (line.length > 400) return false;
  if (/[:：]$/u.test(line) && (verb.test(line) || weakVerb.test(line))) return true;
  return /^\d/.test(line) && timeOrAddress.test(line) && address.test(line);
}

export type HeaderField = 'from' | 'date' | 'to' | 'cc' | 'subject';
const fieldNames: readonly (readonly [HeaderField, string])[] = [
  ['from', 'from|von|de|van|da|fra|från|frå|od|lähettäjä|от|gönderen|feladó|发件人|寄件者|差出人|보낸 사람'],
  [
    'date',
    'sent|date|gesendet|datum|envoyé|enviado(?: el)?|enviada(?: em)?|data|inviato|verzonden|sendt|skickat|dato|wysłano|lähetetty|päivämäärä|отправлено|дата|tarih|fecha|发送时间|日期|寄件日期|送信日時|보낸 날짜',
  ],
  [
    'to',
    'to|an|à|a|para|aan|til|till|do|vastaanottaja|кому|kime|címzett|destinataire|收件人|收件者|宛先|받는 사람',
  ],
  ['cc', 'cc|bcc|kopie|kopi|kopia|копия|抄送'],
  [
    'subject',
    'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|aihe|тема|konu|tárgy|předmět|主题|主旨|件名|제목',
  ],
];
const fields = fieldNames.map(
  ([field, names]) => [field, new RegExp(`^[\\s*>|]{0,10}(?:${names})\\*?\\s?[:：]`, 'iu')] as const,
);

/** Which field of a repeated message's header the line tells ("Sent: …", "*Betreff:* …"), if any. */
export function headerFieldOf(line: string): HeaderField | undefined {
  const head = line.slice(0, 60);
  if (!/[:：]/.test(head)) return undefined;
  return fields.find(([, pattern]) => pattern.test(head))?.[0];
}
