import * as z from 'zod';

const sender = /^(?:[^<>"\p{Cc}]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u;

/** Who mails are from: an address, or a name and an address. */
export const mailFrom = z
  .string()
  .max(320, 'must be shorter')
  .regex(sender, 'must be an address such as mail@example.com or Elenchus <mail@example.com>');
