/** What of a request stands in its URL. */
export interface UrlParts {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
}

/** The URL of a route: `{name}` in its path becomes the parameter, the query what of it is defined. */
export function buildUrl(baseUrl: string, path: string, { params = {}, query = {} }: UrlParts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => segment(name, params[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.append(name, String(value));
  }
  const searched = String(search);
  return `${baseUrl.replace(/\/+$/, '')}${filled}${searched === '' ? '' : `?${searched}`}`;
}

/** Dots alone cannot be escaped: every URL parser takes them for a step up or none, and another route would be called. */
function segment(name: string, value: unknown): string {
  const text = value === undefined ? '' : String(value);
  if (text === '' || text === '.' || text === '..') {
    throw new TypeError(`params.${name} must be given, and neither be empty nor consist of dots`);
  }
  return encodeURIComponent(text);
}
