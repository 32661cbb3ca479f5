import { describe, expect, it } from 'vitest';
import { parseMailDate } from './mail-date.ts';

describe('parseMailDate', () => {
  it.each([
    ['Mon, 26 Nov 2001 13:15:06 -0800 (PST)', '2001-11-26T21:15:06.000Z'],
    ['26 Nov 2001 13:15 +0530', '2001-11-26T07:45:00.000Z'],
    ['Mon, 26 Nov 01 13:15:06 GMT', '2001-11-26T13:15:06.000Z'],
    ['Mon, 26 Nov 99 13:15:06 EST', '1999-11-26T18:15:06.000Z'],
    ['Mon Nov 26 13:15:06 2001', '2001-11-26T13:15:06.000Z'],
    ['Mon Nov 26 13:15:06 PST 2001', '2001-11-26T21:15:06.000Z'],
    ['2001-11-26T13:15:06+01:00', '2001-11-26T12:15:06.000Z'],
    ['2001-11-26 13:15:06', '2001-11-26T13:15:06.000Z'],
    ['Monday, November 26, 2001 1:15 PM', '2001-11-26T13:15:00.000Z'],
    ['26-Nov-2001 12:05:00 am', '2001-11-26T00:05:00.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2016-12-31T23:59:59.000Z'],
    ['Mon, 26 Nov 2001', '2001-11-26T00:00:00.000Z'],
    ['Mon, 26 Nov 2001 13:15:06 UT', '2001-11-26T13:15:06.000Z'],
    ['Mon,26 Nov 2001 13:15:06 GMT-0300', '2001-11-26T16:15:06.000Z'],
  ])('%s', (field, expected) => {
    expect(parseMailDate(field)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    'Sun, 30 Nov 0002 00:00:00 -0800',
    '31 Feb 2001 10:00:00 +0000',
    '1 Jan 2001 25:00',
  ])('is null for "%s"', (field) => {
    expect(parseMailDate(field)).toBeNull();
  });
});
