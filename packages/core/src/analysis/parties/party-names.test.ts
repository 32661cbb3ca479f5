import { expect, test } from 'vitest';
import { nameAt, nameKey } from './party-names.ts';

test.each([
  ['Acme Widgets, Inc., a Delaware corporation', 'Acme Widgets, Inc.'],
  ['GA Retail, Inc. ("GA")', 'GA Retail, Inc.'],
  ['SHBV (HONG KONG) LTD, a company', 'SHBV (HONG KONG) LTD'],
  ['Thrivent Financial for Lutherans (the "Fund")', 'Thrivent Financial for Lutherans'],
  ['theglobe.com, Inc., with its place', 'theglobe.com, Inc.'],
  ['Aitan Zacharin, an individual', 'Aitan Zacharin'],
  ['Bloom Burton & Co. Ltd. (collectively', 'Bloom Burton & Co. Ltd.'],
  ['Johnson and Johnson Inc. with offices', 'Johnson and Johnson Inc.'],
  ['Slinger Bag Inc. and Aitan Zacharin', 'Slinger Bag Inc.'],
  ['Yale University School of Medicine, a nonprofit', 'Yale University School of Medicine'],
  ['the TOWN OF VINTON, VIRGINIA', 'TOWN OF VINTON'],
])('%s', (text, name) => {
  const found = nameAt(text, 0);
  expect(found?.name).toBe(name);
  expect(text.slice(found?.start, found?.end)).toContain(name.replace(/\.$/, ''));
});

test.each(['a Delaware corporation', ', and', 'hereinafter called', ''])('%j begins with no name', (text) => {
  expect(nameAt(text, 0)).toBeNull();
});

test('the same party has one key however its name is written', () => {
  expect(nameKey('ACME WIDGETS, INC.')).toBe(nameKey('Acme Widgets Inc'));
  expect(nameKey('The Boxlot Company')).toBe(nameKey('Boxlot'));
  expect(nameKey('Acme')).not.toBe(nameKey('Apex'));
});
