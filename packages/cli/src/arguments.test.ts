import { describe, expect, it } from 'vitest';
import { readCommandLine } from './arguments.ts';

describe('readCommandLine', () => {
  it('parts words, options and flags', () => {
    expect(readCommandLine(['ingest', 'a.pdf', 'b', '--case', 'Lease', '--json'])).toEqual({
      command: 'ingest',
      words: ['a.pdf', 'b'],
      options: { case: 'Lease' },
      flags: new Set(['json']),
    });
  });

  it.each([[[]], [['--help']], [['ask', '--help']], [['help']]])('helps: %j', (args) => {
    expect(readCommandLine(args)).toBe('help');
  });

  it.each([
    [['toString'], 'There is no command "toString".'],
    [['ingest'], 'Name at least one file or folder.'],
    [['ask'], 'What do you want to ask?'],
    [['custody'], 'Name the document by its id.'],
    [['audit'], 'Say what to do with the audit log: verify.'],
    [['documents', 'x'], 'documents takes no "x".'],
    [['ask', 'Who?', '--limit', '3'], "Unknown option '--limit'"],
    [['documents', '--case'], "'--case <value>' argument missing"],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
    expect(() => readCommandLine(args)).toThrow('npx elenchus --help');
  });
});
