import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentsOf, element, escapeXml, unescapeXml } from './xml.ts';

describe('xml', () => {
  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescapeXml(escapeXml(text))).toBe(text);
        expect(contentsOf(`<a>${element('b', text)}</a>`, 'b').map(unescapeXml)).toEqual([text]);
      }),
    );
  });

  it('leaves what it does not know', () => {
    expect(unescapeXml('&nbsp; & &#x41;&#66; &#xFFFFFF;')).toBe('&nbsp; & AB &#xFFFFFF;');
  });
});
