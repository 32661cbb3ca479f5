import { describe, expect, it } from 'vitest';
import { searchBody, statusFilter } from './request-options.ts';

describe('searchBody', () => {
  it('holds what was asked for, and nothing else', () => {
    expect(searchBody('boiler', {})).toEqual({ query: 'boiler' });
    const options = { limit: '5', mode: 'keyword', sort: 'date', type: 'pdf', from: '2025-01-31' };
    expect(searchBody('boiler', options)).toEqual({
      query: 'boiler',
      limit: 5,
      mode: 'keyword',
      sort: 'date',
      filters: { type: 'pdf', dateFrom: '2025-01-31' },
    });
  });

  it.each([
    [{ limit: 'abc' }, '--limit "abc" is no whole number.'],
    [{ limit: '' }, '--limit "" is no whole number.'],
    [{ limit: '1000' }, '--limit: Too big'],
    [{ mode: 'magic' }, '--mode: Invalid option: expected one of "hybrid"|"semantic"|"keyword"'],
    [{ from: 'yesterday' }, '--from: Invalid ISO date'],
    [{ party: '' }, '--party: '],
  ])('names what is wrong with %j', (options, message) => {
    expect(() => searchBody('boiler', options)).toThrow(message);
    expect(() => searchBody('boiler', options)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('wants words', () => {
    expect(() => searchBody(' ', {})).toThrow('The words to search: ');
  });
});

it('takes a status that there is', () => {
  expect(statusFilter(undefined)).toEqual({});
  expect(statusFilter('failed')).toEqual({ status: 'failed' });
  expect(() => statusFilter('nonsense')).toThrow('--status "nonsense" is none of awaiting_upload, pending');
});
