const bracketed = /\(([^()]{0,240})\)?/g;
const quoted = /["“”‟„]\s{0,2}([^"“”‟„]{1,60}?)\s{0,2}["“”]/g;
const hereinafter =
  /\b(?:herein(?:after)?|hereafter|referred\s{1,3}to(?:\s{1,3}herein)?\s{1,3}as|called)\b[,\s]{1,3}(?:(?:referred\s{1,3}to|called|known|designated|collectively|as|and|the|individually)[,\s]{1,3}){0,6}["“”]?([A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,4})/g;
const unquoted =
  /^\s*(?:the\s|hereinafter\s(?:the\s)?)["']?([A-Z][A-Za-z'’-]*(?:\s[A-Z][A-Za-z'’-]*){0,3})["']?\s*$/;
/** Names that hold for each or all. */
const shared =
  /^(?:the\s)?(?:part(?:y|ies)|agreement|effective date|this agreement|parties hereto|contract|date|.*agreement)\.?$/i;
const roleWord =
  /^(?:the\s)?(?:(?:\w+\s){0,2}(?:seller|buyer|purchaser|vendor|supplier|customer|client|company|corporation|consultant|contractor|employer|employee|executive|licensor|licensee|lessor|lessee|landlord|tenant|lender|borrower|agent|distributor|reseller|manufacturer|franchisor|franchisee|grantor|grantee|guarantor|trustee|owner|operator|provider|recipient|sponsor|shipper|carrier|assignor|assignee|investor|issuer|underwriter|manager|adviser|advisor|service provider|discloser|disclosing party|receiving party|partner|member|affiliate|subscriber|user|merchant|trust|fund|parent|spinco|holder|debtor|creditor|insurer|insured|party a|party b))$/i;

/**
 * What the document calls the party whose description is `words`: the role defined in brackets or after
 * "hereinafter"; a word for a role ("Seller") before a short name. Null if it defines none, or only "Parties".
 */
export function roleIn(words: string): string | null {
  const found: string[] = [];
  for (const [, inside = ''] of words.matchAll(bracketed)) {
    const marks = [...inside.matchAll(quoted)].map(([, role = '']) => role);
    const plain = unquoted.exec(inside)?.[1];
    if (/\b(?:collectively|together|each|both)\b/i.test(inside) && marks.length > 0 && found.length > 0)
      continue;
    if (marks.length > 0) found.push(...marks);
    else if (plain !== undefined) found.push(plain);
  }
  for (const [, role = ''] of words.matchAll(hereinafter)) found.push(role);
  const own = found
    .map((role) =>
      role
        .replace(/\s+/g, ' ')
        .replace(/^(?:the|The)\s/, '')
        .replace(/[.,;]+$/, '')
        .trim(),
    )
    .filter((role) => role !== '' && !shared.test(role));
  return own.find((role) => roleWord.test(role)) ?? own[0] ?? null;
}
