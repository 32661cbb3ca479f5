/** Only so many characters are looked at. */
const WINDOW_CHARACTERS = 65_536;
/** Fields that no ordinary text begins with. */
const strongFields =
  /^(?:received|return-path|delivered-to|message-id|mime-version|x-[a-z-]+|dkim-signature|authentication-results|envelope-to|reply-to|content-type|content-transfer-encoding|in-reply-to|references|resent-[a-z-]+)$/;
const usualFields = /^(?:from|to|cc|bcc|subject|date|sender|sent|importance|thread-topic|thread-index)$/;
const identifyingFields =
  /^(?:from|to|subject|date|sender|received|return-path|delivered-to|message-id|mime-version)$/;

/**
 * Whether a text begins as an e-mail does (RFC 5322): header fields among which are those of a message, behind
 * blank lines or the `From ` line of a mailbox at most.
 */
export function looksLikeEmail(text: string): boolean {
  const lines = text
    .slice(0, WINDOW_CHARACTERS)
    .replace(/^\s+/, '')
    .split(/\r\n?|\n/);
  if (/^>?From \S+ .*\d{4}/.test(lines[0] ?? '')) lines.shift();
  let known = 0;
  let strong = 0;
  let identifies = false;
  for (const line of lines) {
    if (/^[ \t]+\S/.test(line) && known + strong > 0) continue;
    const name = /^([!-9;-~]{1,76})[ \t]*:/.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) break;
    if (strongFields.test(name)) strong += 1;
    else if (usualFields.test(name)) known += 1;
    if (identifyingFields.test(name)) identifies = true;
  }
  return identifies && (strong > 0 || known > 1);
}
