import { type Address, addressParser } from 'postal-mime';
import { headerText } from './header-fields.ts';

/** Longer lists are cut: no mail server passes them on. */
const MAX_LIST_CHARACTERS = 2_000_000;
/** What libpst makes of `"Bailey, Susan" <address>`. */
const splitName = /<([^<>@"/,]{1,60})>,\s?"([^"]{1,60})"\s{0,3}(?=<)/g;

/** The mailboxes of an address field, each as `Name <address>`, its address or its name; groups by their members. */
export function parseAddresses(raw: string): string[] {
  const text = headerText(raw.slice(0, MAX_LIST_CHARACTERS)).replace(splitName, '"$1, $2" ');
  return addressParser(text)
    .flatMap(mailboxes)
    .filter((mailbox) => mailbox !== '');
}

function mailboxes(address: Address): string[] {
  if (address.group !== undefined) {
    const members = address.group.flatMap(mailboxes);
    // "undisclosed-recipients:;" tells something too.
    return members.length === 0 ? [address.name.trim()] : members;
  }
  return [formatMailbox(address.name, address.address ?? '')];
}

/** `Name <address>`; the name alone or the address alone where the other is missing or the same. */
export function formatMailbox(name: string, address: string): string {
  const shown = fold(name).replace(/^'(.*)'$/, '$1');
  const target = fold(address);
  if (target === '' || shown === target) return shown || target;
  return shown === '' ? target : `${shown} <${target}>`;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
