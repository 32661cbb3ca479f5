// TypeScript 7 has no compiler API, and esbuild drops type imports, which count here as much as others:
// so imports are found in the text, after comments are taken out of it.

/** A file of the repository, `path` relative to its root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

// Comments, strings, templates and regular expressions: what can hide the beginning of another.
const TOKENS =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|`(?:\\[\s\S]|[^`\\])*`|(?<=(?:^|[(,=:[!&|?{};+\n]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

const STATEMENT = /\b(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]+?\s*\bfrom\s*)?(['"])([^'"\n]+)\1/g;
const CALL = /\b(?:import|require|resolve)\s*\(\s*(['"`])([^'"`$\n]+)\1/g;

/** The source without its comments; the lines stay where they are. */
export function withoutComments(text: string): string {
  return text.replace(TOKENS, (token, comment: string | undefined) =>
    comment === undefined ? token : comment.replace(/[^\n]/g, ' '),
  );
}

/** The source without comments and without what quoted strings contain, apart from module names. */
export function codeOf(text: string): string {
  return text.replace(
    TOKENS,
    (token, comment: string | undefined, string: string | undefined, offset: number) => {
      if (comment !== undefined) return comment.replace(/[^\n]/g, ' ');
      const isModuleName =
        string !== undefined && /\b(from|import)\s*\(?\s*$/.test(text.slice(0, offset).slice(-20));
      return string === undefined || isModuleName ? token : `${token[0]}${token[0]}`;
    },
  );
}

/** Module names that a source imports, re-exports, requires or resolves, types included, in order and once each. */
export function findImports(text: string): string[] {
  const source = withoutComments(text);
  const names = [...source.matchAll(STATEMENT), ...source.matchAll(CALL)].map((match) => match[2] ?? '');
  return [...new Set(names)];
}

/** Whether a source does nothing but pass on what other modules export. */
export function isBarrel(text: string): boolean {
  const statements = withoutComments(text)
    .split(/;|\n(?=\s*(?:export|import)\b)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return statements.length > 0 && statements.every((line) => /^export\s[^;=(]*\bfrom\s*['"]/.test(line));
}

export function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}
