import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OfflineEmbedder } from './offline-embedder.ts';

const embedder = new OfflineEmbedder();

async function similarity(first: string, second: string): Promise<number> {
  const [a = new Float32Array(), b = new Float32Array()] = await embedder.embed([first, second]);
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

describe('OfflineEmbedder', () => {
  it('gives a unit vector of its dimensions for any text, always the same', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.lorem(),
      fc.constant(''),
      fc.constant('the of and'),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(64, 512, 1000), async (text, dimensions) => {
        const [first] = await new OfflineEmbedder(dimensions).embed([text]);
        const [, again] = await new OfflineEmbedder(dimensions).embed(['another', text]);
        expect(first).toHaveLength(dimensions);
        expect(again).toEqual(first);
        expect(Math.hypot(...(first ?? []))).toBeCloseTo(1, 5);
      }),
    );
  });

  it('stays the same from version to version', async () => {
    const [vector = new Float32Array()] = await new OfflineEmbedder(64).embed([
      'Termination for convenience',
    ]);
    const strongest = [...vector.keys()].sort((a, b) => Math.abs(vector[b] ?? 0) - Math.abs(vector[a] ?? 0));
    expect(strongest.slice(0, 3)).toEqual([10, 3, 46]);
    expect(embedder.modelId).toBe('offline-ngram-v1-512');
  });

  it.each([
    ['inflections', 'The supplier terminates.', 'Termination by suppliers', 'Payment by customers'],
    [
      'OCR noise',
      'indemnification of the licensor',
      'indemnificatlon of the licensor',
      'delivery of the goods',
    ],
    [
      'synonyms',
      'What is the governing law?',
      'construed under the laws of the State of Ohio',
      'insured against fire',
    ],
    ['case', 'FORCE MAJEURE', 'force majeure', 'fee schedule'],
  ])('is nearer by %s', async (_name, text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan((await similarity(text, far)) + 0.15);
  });

  it('refuses dimensions out of range', () => {
    for (const dimensions of [63, 4097, 100.5, Number.NaN]) {
      expect(() => new OfflineEmbedder(dimensions)).toThrow(RangeError);
    }
  });
});
