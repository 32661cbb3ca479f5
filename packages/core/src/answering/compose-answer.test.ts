import { describe, expect, it } from 'vitest';
import { composeAnswer, noAnswer } from './compose-answer.ts';

describe('composeAnswer', () => {
  it('says that it quotes, and numbers the quotations in their order', () => {
    const answer = composeAnswer([{ quote: 'The term is\n\ntwo years.' }, { quote: 'It renews.' }]);
    expect(answer).toBe(
      'Quoted from the documents, these sentences answer best:\n\n“The term is two years.” [1]\n\n“It renews.” [2]',
    );
  });

  it('says so when the documents do not answer', () => {
    expect(composeAnswer([])).toBe(noAnswer);
    expect(noAnswer).toContain('do not answer');
  });
});
