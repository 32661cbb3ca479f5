import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameLengthError, FrameParser, typeOf } from './frames.ts';
import { message } from './messages.ts';

const frame = fc
  .tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 60 }))
  .map(([type, body]) => message(String.fromCharCode(type), Buffer.from(body)));

describe('FrameParser', () => {
  it('gives the same messages for every split of the stream', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.nat(800)), (frames, cuts) => {
        const stream = Buffer.concat(frames);
        const borders = [
          0,
          ...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b),
          stream.length,
        ];
        const parser = new FrameParser(1000);
        const parsed = borders.slice(1).flatMap((end, i) => parser.push(stream.subarray(borders[i], end)));
        expect(parsed.map((f) => f.bytes.toString('hex'))).toEqual(frames.map((f) => f.toString('hex')));
        expect(parsed.map((f) => f.type)).toEqual(frames.map((f) => f[0]));
      }),
    );
  });

  it('keeps an unfinished message until its last byte', () => {
    const whole = message('Q', Buffer.from('select 1\0'));
    const parser = new FrameParser(1000);
    expect(parser.push(whole.subarray(0, whole.length - 1))).toEqual([]);
    expect(parser.push(whole.subarray(whole.length - 1))).toEqual([{ type: typeOf('Q'), bytes: whole }]);
  });

  it.each([3, -1, 1001])('refuses the length %i', (length) => {
    const header = Buffer.alloc(5, 'Q');
    header.writeInt32BE(length, 1);
    expect(() => new FrameParser(1000).push(header)).toThrow(FrameLengthError);
  });
});
