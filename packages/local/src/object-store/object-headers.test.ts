import { describe, expect, it } from 'vitest';
import { assertHeaderText, storedHeadersOf, toHeaderBytes } from './object-headers.ts';

describe('storedHeadersOf', () => {
  it('keeps what belongs to the object and nothing of the transport', () => {
    const given = {
      'content-encoding': 'gzip, aws-chunked',
      'x-amz-meta-a': 'b',
      'x-amz-date': 'x',
      host: 'h',
    };
    expect(storedHeadersOf(Object.entries(given))).toEqual({
      'content-type': 'binary/octet-stream',
      'content-encoding': 'gzip',
      'x-amz-meta-a': 'b',
    });
  });

  it.each([
    ['x-amz-meta-a', 'x'.repeat(2048), 'MetadataTooLarge'],
    ['x-amz-meta-a', 'line\r\nset-cookie: x', 'InvalidArgument'],
    ['x-amz-meta-a b', 'x', 'InvalidArgument'],
    ['content-type', '\u0000', 'InvalidArgument'],
  ])('refuses %s', (name, value, code) => {
    expect(() => storedHeadersOf([[name, value]])).toThrow(expect.objectContaining({ code }));
  });

  it('writes text as its UTF-8 bytes', () => {
    expect(Buffer.from(assertHeaderText(toHeaderBytes('ü 契約')), 'latin1').toString()).toBe('ü 契約');
  });
});
