import { describe, expect, it } from 'vitest';
import { findDebianMirror } from './apt-mirror.ts';

const mirrorOf = (name: string, text: string) => findDebianMirror(new Map([[name, text]]));

describe('findDebianMirror', () => {
  it('reads a deb822 file and passes over the security archive and comments', () => {
    const text = [
      'Types: deb',
      'URIs: http://mirror.example/debian-security',
      'Suites: bookworm-security',
      '',
      'Types: deb',
      '# URIs: http://snapshot.example/debian',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
    ].join('\n');
    expect(mirrorOf('debian.sources', text)).toBe('http://mirror.example/debian');
  });

  it('reads the one-line format with options', () => {
    const text = [
      '# deb http://old.example/debian bookworm main',
      'deb http://other.example/apt stable-tool main',
      'deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian trixie main',
    ].join('\n');
    expect(mirrorOf('sources.list', text)).toBe('https://mirror.example/debian');
  });

  it('finds none on a machine that is not Debian', () => {
    expect(mirrorOf('sources.list', 'deb http://mirror.example/ubuntu noble main')).toBeUndefined();
    expect(findDebianMirror(new Map())).toBeUndefined();
  });
});
