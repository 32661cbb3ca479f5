import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf, rateLimitHeaders } from './rate-limits.ts';

it('takes the addresses of one IPv6 network for one caller, those of IPv4 singly', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  for (const address of ['2001:db8:0:1::1', '2001:0DB8:0000:0001:ffff:0:0:2', '2001:db8:0:1:a:b:c:d']) {
    expect(networkOf(address)).toBe('2001:db8:0:1::/64');
  }
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
});

it('gives one network for any way to write an address', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const [, ...rest] = /^(.*)::\/64$/.exec(networkOf(address)) ?? [];
      expect(rest[0]?.split(':')).toHaveLength(4);
      expect(networkOf(address.toUpperCase())).toBe(networkOf(address));
    }),
  );
});

it('tells limit and rest in headers, and when to come again once a limit is exceeded', () => {
  const count = { name: 'bulk', limit: 10, windowSeconds: 60, resetSeconds: 42 } as const;
  expect(rateLimitHeaders([{ ...count, remaining: 3, isExceeded: false }])).toEqual({
    ratelimit: '"bulk";r=3;t=42',
    'ratelimit-policy': '"bulk";q=10;w=60',
  });
  expect(rateLimitHeaders([{ ...count, remaining: 0, isExceeded: true }])['retry-after']).toBe('42');
  expect(rateLimitHeaders([])).toEqual({});
});
