import { describe, expect, it } from 'vitest';
import { titleText } from './title-text.ts';

describe('titleText', () => {
  it('holds the words of the file name, the title, the opening and the passage that names the parties', () => {
    const filler = 'Contents of the table. '.repeat(200);
    const text = `FRANCHISE AGREEMENT ${filler}This Agreement is made by and between Burger Corp and Polska Foods.${filler}`;
    const found = titleText('my_lease-v2.pdf', 'Franchise', text);
    for (const words of ['my lease v2', 'Franchise', 'FRANCHISE AGREEMENT', 'Burger Corp and Polska Foods']) {
      expect(found).toContain(words);
    }
    expect(found).not.toContain('pdf');
    expect(found.length).toBeLessThan(3_000);
  });

  it('stays short and quick for any text', () => {
    expect(titleText('a.b.txt', null, '')).toBe('a b');
    const started = process.cpuUsage();
    for (const unit of ['made between ', 'made ', 'dated ', 'by and ']) {
      expect(titleText('x.txt', null, unit.repeat(100_000)).length).toBeLessThan(3_000);
    }
    const used = process.cpuUsage(started);
    expect(used.user + used.system).toBeLessThan(2_000_000);
  });
});
