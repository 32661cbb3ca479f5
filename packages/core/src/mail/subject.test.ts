import { describe, expect, it } from 'vitest';
import { normaliseSubject } from './subject.ts';

describe('normaliseSubject', () => {
  it.each([
    ['Re: Assignment of the lease', 'assignment of the lease'],
    ['RE: FW: Fwd:  Assignment', 'assignment'],
    ['AW: WG: Vertrag', 'vertrag'],
    ['Re[2]: Assignment', 'assignment'],
    ['Re: [deals] RE: Assignment', 'assignment'],
    ['[EXTERNAL] Re: Assignment', 'assignment'],
    ['回复：合同', '合同'],
    ['SV: Re (3): Avtal', 'avtal'],
    ['Re: [Draft]', '[draft]'],
    ['Regarding: the fee', 'regarding: the fee'],
    ['Re:', ''],
    ['Fwd:\r\n Wrapped', 'wrapped'],
  ])('%s', (subject, expected) => {
    expect(normaliseSubject(subject)).toBe(expected);
  });
});
