import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfiguration, writeConfiguration } from './configuration.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elenchus-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('the configuration file', () => {
  it('is empty where there is none', () => {
    expect(readConfiguration(join(makeFolder(), 'none.json'))).toEqual({ signIns: {} });
  });

  it('comes back as it was written, for its owner only', () => {
    const path = join(makeFolder(), 'deep', 'config.json');
    const value = {
      url: 'https://elenchus.example.com',
      signIns: { 'https://elenchus.example.com': { email: 'a@x', accessToken: 'a', refreshToken: 'r' } },
    };
    writeConfiguration(path, value);
    expect(readConfiguration(path)).toEqual(value);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong with it, and is left as it is', () => {
    const path = join(makeFolder(), 'config.json');
    writeFileSync(path, '{"url": "ftp://x", "signIns": []}');
    expect(() => readConfiguration(path)).toThrow(/url: .*signIns: /);
    writeFileSync(path, '{');
    expect(() => readConfiguration(path)).toThrow(/is not right/);
    expect(readFileSync(path, 'utf8')).toBe('{');
  });
});
