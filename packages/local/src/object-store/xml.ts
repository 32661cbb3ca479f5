const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text made safe for XML content; control characters become references, as S3 sends them. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is escaped
  return text.replace(/[&<>"'\u0000-\u001f\u007f\u0085\u2028]/g, (character) => {
    for (const [name, plain] of Object.entries(entities)) if (plain === character) return `&${name};`;
    return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

/** The inverse of `escapeXml`; unknown entities stay as they are. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const codePoint = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}

/** One element with text content. */
export function element(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** A whole document; `children` is XML already. */
export function xmlDocument(root: string, children: string, { withNamespace = true } = {}): string {
  const namespace = withNamespace ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${children}</${root}>`;
}

/** The raw content of every `<name>` element that has no element of the same name inside it. */
export function contentsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}\\s*>`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}
