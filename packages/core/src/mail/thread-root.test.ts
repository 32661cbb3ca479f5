import { describe, expect, it } from 'vitest';
import type { EmailHeader } from '../parsing/parser-port.ts';
import { threadRoot } from './thread-root.ts';

function header(fields: Partial<EmailHeader>): EmailHeader {
  return {
    messageId: null,
    inReplyTo: null,
    references: [],
    from: null,
    to: [],
    cc: [],
    subject: null,
    sentAt: null,
    ...fields,
  };
}

describe('threadRoot', () => {
  it('is the oldest reference, else the message answered, else the message itself', () => {
    expect(threadRoot(header({ messageId: 'c', inReplyTo: 'b', references: ['a', 'b'] }))).toBe('a');
    expect(threadRoot(header({ messageId: 'c', inReplyTo: 'b' }))).toBe('b');
    expect(threadRoot(header({ messageId: 'c' }))).toBe('c');
    expect(threadRoot(header({}))).toBeNull();
  });
});
