import { describe, expect, it } from 'vitest';
import { answerShape, fitsShape } from './answer-shape.ts';

describe('answerShape', () => {
  it.each([
    ['When does it expire?', 'date', 'It ends on March 3, 2021.', 'It ends soon.'],
    ['On what date was it signed?', 'date', 'Signed this 3rd day of May.', 'Signed by both.'],
    ['How long is the term?', 'duration', 'It lasts five years.', 'It lasts.'],
    ['How much is the fee?', 'amount', 'The fee is $5.', 'It is due at once.'],
    ["Which state's law governs?", 'place', 'the laws of the State of Ohio', 'the parties obey all laws'],
  ] as const)('of %s is a %s', (question, shape, fitting, other) => {
    expect(answerShape(question)).toBe(shape);
    expect(fitsShape(shape, fitting)).toBe(true);
    expect(fitsShape(shape, other)).toBe(false);
  });

  it('is open for other questions', () => {
    expect(answerShape('May a party assign the agreement?')).toBe('any');
    expect(fitsShape('any', 'whatever')).toBe(true);
  });
});
