const LEADING_COMMENTS = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/;
const SESSION_SETTING = [
  /^(?:set(?!\s+(?:local|transaction|constraints)\b)|reset|discard|do|call)\b/i,
  /;\s*(?:set(?!\s+(?:local|transaction|constraints)\b)|reset)\b/i,
  // set_config() with any third argument but a plain `true`
  /\bset_config\s*\((?![^()]*,\s*true\s*\))/i,
];
const CUSTOM_SETTING = /\bset_config\s*\(\s*'(\w+\.[\w.]+)'|\bset\s+(?:session\s+)?(\w+\.[\w.]+)/gi;
const CHANNEL = /\b(un)?listen\s+(?:"((?:[^"]|"")+)"|([a-z_][\w$]*)|(\*))/gi;

/** Whether a statement may leave settings behind that outlast its transaction. */
export function mayChangeSession(sql: string): boolean {
  const text = sql.replace(LEADING_COMMENTS, '');
  return SESSION_SETTING.some((pattern) => pattern.test(text));
}

/** The channels that a statement names in LISTEN (true) and UNLISTEN (false); `*` stands for all. */
export function channelsIn(sql: string): (readonly [channel: string, listen: boolean])[] {
  return [...sql.matchAll(CHANNEL)].map(([, un, quoted, plain, all]) => {
    const channel = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? all ?? '*';
    return [channel, un === undefined];
  });
}

/** The settings with a prefix (`app.name`) that a statement names; the server's list of settings leaves them out. */
export function customSettingsIn(sql: string): string[] {
  return [...sql.matchAll(CUSTOM_SETTING)].map(([, inCall, inSet]) => inCall ?? inSet ?? '');
}
