import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryTerms } from './query-terms.ts';

describe('queryTerms', () => {
  it('parts the names of a document from what is asked', () => {
    const found = queryTerms(
      "In the Agency Agreement between The Bon-Ton Stores, Inc. and GA Retail, Inc: which state's law governs the agreement?",
    );
    expect(found.names).toEqual(['agency', 'agreement', 'bon', 'ton', 'stores', 'inc', 'ga', 'retail']);
    expect(found.passageText).toContain("which state's law governs the agreement?");
    expect(found.passageText).not.toMatch(/Bon|Retail|Agency/);
    expect(found.terms).toContain('retail');
    expect(found.expansions).toContain('construed');
  });

  it('drops stop words and question words', () => {
    expect(queryTerms('Who must pay the rent, and when?').terms).toEqual(['pay', 'rent']);
    expect(queryTerms('what is the').terms).toEqual([]);
  });

  it('takes no name from words of the law or from the start of a sentence', () => {
    for (const question of ['What Governing Law applies?', 'Most Favored Nation Clause', 'Insurance?']) {
      const found = queryTerms(question);
      expect(found.names).toEqual([]);
      expect(found.passageText).toBe(question);
      expect(found.expansions.length).toBeGreaterThan(3);
    }
  });

  it('sees file names and single names', () => {
    const found = queryTerms('What did Meyer say in lease-2.pdf about gross negligence?');
    expect(found.names).toEqual(expect.arrayContaining(['meyer', 'lease', '2', 'pdf']));
  });

  it('knows other words for those of the question, but not for those of names', () => {
    expect(queryTerms('Who pays for a breach of contract?').synonyms).toEqual(
      expect.arrayContaining(['violation', 'default', 'agreement']),
    );
    expect(queryTerms('In the Tenant Protection Agreement: when is rent due?').synonyms).toEqual([]);
  });

  it('keeps the question whole if it is nothing but a name', () => {
    expect(queryTerms('The Acme Holdings Agreement').passageText).toBe('The Acme Holdings Agreement');
  });

  it('gives words of letters and digits only, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        const { terms, names, expansions, synonyms } = queryTerms(question);
        for (const word of [...terms, ...names, ...expansions, ...synonyms]) {
          expect(word).toMatch(/^[\p{L}\p{N}'’]+$/u);
          expect(word).toBe(word.toLowerCase());
        }
        expect(new Set(terms).size).toBe(terms.length);
      }),
    );
  });

  it('takes linear time on long runs', () => {
    const started = process.cpuUsage();
    for (const unit of ['A ', 'Agreement and ', '"', 'x', 'A, of the ', 'in the '])
      queryTerms(unit.repeat(20_000));
    const used = process.cpuUsage(started);
    expect(used.user + used.system).toBeLessThan(2_000_000);
  });
});
