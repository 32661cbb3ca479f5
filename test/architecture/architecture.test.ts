import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { readTree } from './read-tree.ts';
import { AREAS, RULE_NAMES } from './rules.ts';

const files = readTree(join(import.meta.dirname, '../..'));
const violations = check(files);

describe('the repository', () => {
  it('has files in every area', () => {
    const empty = AREAS.filter(({ folder }) => !files.some(({ path }) => path.startsWith(folder)));
    expect(empty.map(({ name }) => name)).toEqual([]);
  });

  it.each(RULE_NAMES)('keeps the rule %s', (name) => {
    const broken = violations.filter(({ rule }) => rule === name);
    expect(broken.map(({ path, detail }) => `${path}: ${detail}`)).toEqual([]);
  });
});
