import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryNode } from './parse-query.ts';

/** A node as a fully bracketed text. */
function print(node: QueryNode | null): string {
  switch (node?.kind) {
    case undefined:
      return '';
    case 'word':
      return node.word;
    case 'prefix':
      return `${node.prefix}*`;
    case 'phrase':
      return `"${node.words.join(' ')}"`;
    case 'not':
      return `NOT ${print(node.node)}`;
    case 'and':
    case 'or':
      return `(${node.nodes.map(print).join(` ${node.kind.toUpperCase()} `)})`;
  }
}
const read = (query: string) => print(parseQuery(query).demands);

describe('parseQuery', () => {
  it.each([
    ['breach AND notice', '(breach AND notice)'],
    ['breach notice OR cure', '((breach AND notice) OR cure)'],
    ['(breach OR default) notice NOT cure', '((breach OR default) AND notice AND NOT cure)'],
    ['"force majeure" AND NOT (war OR riot)', '("force majeure" AND NOT (war OR riot))'],
    ['indemnif* liability', '(indemnif* AND liability)'],
    ['breach -cure -"option to renew"', '(breach AND NOT cure AND NOT "option to renew")'],
    ['NOT NOT breach', 'breach'],
    ['NDA AND MSA', '(nda AND msa)'],
  ])('reads the formula %j', (query, expected) => {
    expect(read(query)).toBe(expected);
  });

  it.each([
    ['"governing law" of the lease', '"governing law"'],
    ['Is "rent" due -sublease?', '("rent" AND NOT sublease)'],
    ['“Section 5.2”', '"section 5 2"'],
  ])('takes from %j only what is demanded', (query, expected) => {
    expect(read(query)).toBe(expected);
  });

  it.each([
    'What is the notice period (in days)?',
    'Which obligations do NOT survive termination?',
    'In the SALE AND PURCHASE AGREEMENT between A and B: when is closing?',
    'the SALE AND PURCHASE AGREEMENT of the plant',
    'a non-compete clause - and its term',
    'and or not',
    'does "x',
  ])('demands nothing of %j', (query) => {
    expect(parseQuery(query)).toMatchObject({ demands: null });
  });

  it.each([
    ['breach AND (notice OR', '(breach AND notice)'],
    ['breach )) AND ( notice', '(breach AND notice)'],
    ['OR breach AND', 'breach'],
    ['"notice AND cure', '(notice AND cure)'],
    ['breach AND NOT', 'breach'],
    ['AND', ''],
    ['() NOT () OR ""', ''],
  ])('reads %j leniently', (query, expected) => {
    expect(read(query)).toBe(expected);
  });

  it('ranks by what is wanted, not by what is excluded', () => {
    expect(parseQuery('lease -sublease rent').wanted).toBe('lease rent');
    expect(parseQuery('Is rent due -sublease?').wanted).toBe('Is rent due  ?');
    expect(parseQuery('breach AND NOT (cure OR notice)').wanted).toBe('breach');
  });

  it('reads back every formula that is written out', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/).filter((each) => !/^(?:and|or|not)$/.test(each));
    const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        word.map((each): QueryNode => ({ kind: 'word', word: each })),
        word.map((each): QueryNode => ({ kind: 'prefix', prefix: each })),
        fc
          .array(word, { minLength: 1, maxLength: 3 })
          .map((words): QueryNode => ({ kind: 'phrase', words, plain: true })),
        tie('node')
          .filter((each) => each.kind !== 'not')
          .map((each): QueryNode => ({ kind: 'not', node: each })),
        fc
          .tuple(
            fc.constantFrom('and' as const, 'or' as const),
            fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
          )
          .map(([kind, nodes]): QueryNode => ({ kind, nodes })),
      ),
    }));
    fc.assert(
      fc.property(node, (formula) => {
        // The last word makes a formula of it in any case.
        const whole: QueryNode = { kind: 'and', nodes: [formula, { kind: 'prefix', prefix: 'end' }] };
        expect(read(print(whole))).toBe(print(whole));
      }),
    );
  });

  it('reads every text, in linear time, and gives words of letters, digits and apostrophes', () => {
    const pieces = fc.constantFrom(
      '"',
      '(',
      ')',
      '-',
      '*',
      ' ',
      'AND ',
      'OR ',
      'NOT ',
      'a',
      'Ωx',
      "'s",
      '“',
      '🙂',
      "'; --",
      '\\',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        const quoteless = read(query).replace(/["()*]|AND|OR|NOT| /g, '');
        expect(quoteless).toMatch(/^[\p{L}\p{N}'’]*$/u);
      }),
    );
    const started = process.cpuUsage();
    for (const unit of ['(', ')', '"', '-a ', 'NOT ', '(a OR ', 'a* ', '" "'])
      parseQuery(unit.repeat(20_000));
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });
});
