/**
 * Reply and forward prefixes of mail programs in their languages (RFC 5322 only knows "Re: "), also counted
 * ("Re[2]:") and with the full-width colon.
 */
const prefix =
  /^(?:re|r|fw|fwd|aw|antw|antwort|wg|wtr|doorst|sv|vs|vb|vl|tr|trans|rv|res|enc|rif|odp|pd|ynt|ilt|ang|bls|fs|va|отв|ответ|на|回复|回覆|答复|转发|轉寄|返信|転送|답장|전달)\s?(?:[[(^]\s?\d{1,3}\s?[\])]?)?\s?[:：]\s*/iu;
/** The tag of a mailing list or of a mail gateway: "[dev-list]", "[EXTERNAL]". */
const tag = /^\[[^\][]{1,60}\]\s*/u;
const MAX_PREFIXES = 50;

/**
 * A subject as it is the same over a thread: without reply, forward and list prefixes, white space folded, in
 * lower case. Where nothing but prefixes is there, the empty string.
 */
export function normaliseSubject(subject: string): string {
  let rest = subject.normalize('NFC').replace(/\s+/g, ' ').trim();
  for (let count = 0; count < MAX_PREFIXES; count += 1) {
    const withoutPrefix = rest.replace(prefix, '');
    const withoutTag = withoutPrefix.replace(tag, '');
    // A subject that is nothing but a tag keeps it.
    const next = withoutTag === '' ? withoutPrefix : withoutTag;
    if (next === rest) break;
    rest = next;
  }
  return rest.toLowerCase();
}
