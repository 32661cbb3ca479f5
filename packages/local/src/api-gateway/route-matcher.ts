/** A route as the gateway needs it; `method` may be `ANY`. */
export interface Route {
  readonly method: string;
  /** Segments may be `{name}` and, as the last one, `{name+}`. */
  readonly path: string;
  readonly functionArn: string;
}

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly route: Route;
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly kind: 'exact' | 'parameter' | 'greedy';
  readonly text: string;
}

const rank = { exact: 0, parameter: 1, greedy: 2 } as const;

/**
 * Finds the route of a request as an HTTP API does: exact segments before parameters before greedy ones, from left
 * to right; a named method before `ANY`. The path is percent-decoded already; a trailing slash makes another path.
 */
export function createRouteMatcher(
  routes: readonly Route[],
): (method: string, path: string) => RouteMatch | undefined {
  const candidates = routes.map((route) => ({ route, segments: parsePath(route.path) })).sort(compare);
  return (method, path) => {
    const segments = path.slice(1).split('/');
    for (const candidate of candidates) {
      if (candidate.route.method !== method && candidate.route.method !== 'ANY') continue;
      const parameters = match(candidate.segments, segments);
      if (parameters !== undefined) return { route: candidate.route, parameters };
    }
    return undefined;
  };
}

function parsePath(path: string): Segment[] {
  return path
    .slice(1)
    .split('/')
    .map((text) => {
      const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(text) ?? [];
      if (name === undefined) return { kind: 'exact', text };
      return { kind: plus === '+' ? 'greedy' : 'parameter', text: name };
    });
}

function compare(left: Candidate, right: Candidate): number {
  const length = Math.max(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.segments[index];
    const b = right.segments[index];
    if (a === undefined || b === undefined) break;
    if (a.kind !== b.kind) return rank[a.kind] - rank[b.kind];
  }
  return Number(left.route.method === 'ANY') - Number(right.route.method === 'ANY');
}

function match(pattern: readonly Segment[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: [string, string][] = [];
  for (const [index, { kind, text }] of pattern.entries()) {
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (kind === 'greedy') {
      parameters.push([text, segments.slice(index).join('/')]);
      return Object.fromEntries(parameters);
    }
    if (kind === 'exact' ? actual !== text : actual === '') return undefined;
    if (kind === 'parameter') parameters.push([text, actual]);
  }
  return pattern.length === segments.length ? Object.fromEntries(parameters) : undefined;
}
