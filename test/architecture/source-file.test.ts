import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, findImports, isBarrel, withoutComments } from './source-file.ts';

describe('findImports', () => {
  it.each([
    ["import a from 'x';", ['x']],
    ["import a, { type B, c as d } from 'x';", ['x']],
    ['import {\n  a,\n  b,\n} from \'x\'\nimport * as c from "y";', ['x', 'y']],
    ["import type { A } from 'x'; import 'y';", ['x', 'y']],
    ["export * from 'x'; export type { A } from 'y';", ['x', 'y']],
    ["await import('x'); require('y'); import.meta.resolve('z/a.html');", ['x', 'y', 'z/a.html']],
    ["export const a = 'x'; export default 'y'; f('import', 'z');", []],
    ["const from = 'x'; log(from, 'y');", []],
  ])('%s', (text, names) => {
    expect(findImports(text)).toEqual(names);
  });

  it('finds the imports and nothing else, whatever stands between them', () => {
    const distractions = [
      "// import a from 'comment';",
      "/* import 'comment';\n export * from 'comment' */",
      "const url = 'https://host/*/a';",
      'const quote = /[\'"`]/g;',
      'const slashes = text.split(/\\/\\/[^/\'"]*/);',
      'const page = `https://$' + '{host}/*`;',
      'const half = (a + b) / 2; // a "quote',
    ];
    const line = fc.oneof(
      fc.constantFrom(...distractions).map((text) => ({ text, name: undefined })),
      fc
        .integer({ min: 0, max: 99 })
        .map((id) => ({ text: `import { a } from './m${id}.ts';`, name: `./m${id}.ts` })),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const expected = lines.flatMap(({ name }) => (name === undefined ? [] : [name]));
        expect(findImports(lines.map(({ text }) => text).join('\n'))).toEqual([...new Set(expected)]);
      }),
    );
  });
});

describe('what counts as code', () => {
  it('leaves comments out and keeps the lines', () => {
    expect(withoutComments("a(); // b\n/* c\n d */ e('//f');")).toBe("a();     \n    \n      e('//f');");
  });

  it('leaves out what strings say, but not module names or templates', () => {
    const code = codeOf("import a from 'x'; f('process.env'); g(`$" + '{process.env.A}`); // Date.now()');
    expect(code.trim()).toBe("import a from 'x'; f(''); g(`$" + '{process.env.A}`);');
  });
});

describe('isBarrel', () => {
  it.each([
    ["export * from './a.ts';\nexport { b } from './b.ts'", true],
    ["export * as c from './c.ts';", true],
    ["export * from './a.ts';\nexport const b = 1;", false],
    ["import { a } from './a.ts';\nexport const b = a;", false],
    ['// nothing', false],
  ])('%s', (text, expected) => {
    expect(isBarrel(text)).toBe(expected);
  });
});
