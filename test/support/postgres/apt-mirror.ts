import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DEBIAN_SUITES = ['bullseye', 'bookworm', 'trixie', 'forky', 'sid', 'oldstable', 'stable', 'testing'];

interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
}

/** Entries of a one-line sources.list: `deb [options] uri suite component...`. */
function parseOneLineFormat(text: string): AptSource[] {
  return [...text.matchAll(/^\s*deb(?:-src)?\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/gm)].map((match) => ({
    uris: [match[1] ?? ''],
    suites: [match[2] ?? ''],
  }));
}

/** Stanzas of a deb822 file: `URIs:` and `Suites:` fields, comments anywhere. */
function parseDeb822(text: string): AptSource[] {
  const withoutComments = text.replace(/^#.*\n?/gm, '');
  return withoutComments.split(/\n\s*\n/).map((stanza) => {
    const field = (name: string) =>
      new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
    return { uris: field('URIs'), suites: field('Suites') };
  });
}

/** Base URL of the Debian archive among the contents of apt's source files, by file name; `undefined` without one. */
export function findDebianMirror(files: ReadonlyMap<string, string>): string | undefined {
  const sources = [...files].flatMap(([name, text]) =>
    name.endsWith('.sources') ? parseDeb822(text) : parseOneLineFormat(text),
  );
  return sources.find((source) => source.suites.some((suite) => DEBIAN_SUITES.includes(suite)))?.uris[0];
}

/** Reads the files that apt reads: `sources.list` and what ends `.list` or `.sources` in `sources.list.d`. */
export async function readAptSources(aptFolder = '/etc/apt'): Promise<Map<string, string>> {
  const partsFolder = join(aptFolder, 'sources.list.d');
  const parts = (await readdir(partsFolder).catch(() => [])).filter((name) => /\.(list|sources)$/.test(name));
  const paths = [join(aptFolder, 'sources.list'), ...parts.sort().map((name) => join(partsFolder, name))];
  const files = new Map<string, string>();
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) files.set(path, text);
  }
  return files;
}
