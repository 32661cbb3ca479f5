/** The prefixes under which the readers know the namespaces, for the transitional and the strict ones. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['schemas.openxmlformats.org/drawingml/2006/diagram', 'dgm'],
  ['purl.oclc.org/ooxml/drawingml/diagram', 'dgm'],
  ['schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['schemas.openxmlformats.org/package/2006/relationships', ''],
  ['schemas.openxmlformats.org/package/2006/content-types', ''],
  ['schemas.microsoft.com/office/drawing/2014/chartex', 'cx'],
  ['schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['purl.org/dc/elements/1.1/', 'dc'],
]);

/** The namespaces in force inside of an element: names of the file become `w:p`, whatever prefix it uses. */
export class NamespaceScope {
  readonly #declared: ReadonlyMap<string, string | undefined>;
  readonly #names = new Map<string, string>();
  readonly #attributes = new Map<string, string>();
  /** Whether all names already are what they are known as. */
  readonly isPlain: boolean;

  constructor(declared: ReadonlyMap<string, string | undefined> = new Map()) {
    this.#declared = declared;
    this.isPlain = [...declared].every(([own, known]) => known === undefined || own === known);
  }

  /** The scope with the declarations (`xmlns`, `xmlns:x`) among an element's attributes. */
  with(attributes: Readonly<Record<string, string>>): NamespaceScope {
    const declared = new Map(this.#declared);
    for (const [name, uri] of Object.entries(attributes)) {
      if (name === 'xmlns') declared.set('', knownPrefix(uri));
      else if (name.startsWith('xmlns:')) declared.set(name.slice(6), knownPrefix(uri));
    }
    return new NamespaceScope(declared);
  }

  elementName(name: string): string {
    return remembered(this.#names, name, () => {
      const [prefix, local] = splitName(name);
      return qualified(this.#declared.get(prefix) ?? prefix, local);
    });
  }

  /** Attributes without a prefix belong to no namespace. */
  attributeName(name: string): string {
    return remembered(this.#attributes, name, () => {
      const [prefix, local] = splitName(name);
      return prefix === '' ? name : qualified(this.#declared.get(prefix) ?? prefix, local);
    });
  }
}

function knownPrefix(uri: string): string | undefined {
  // Files of the betas of Office 2007 carry a number behind the year.
  return prefixes.get(
    uri
      .trim()
      .replace(/^https?:\/\//, '')
      .replace(/\/2006\/\d+\//, '/2006/'),
  );
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function remembered(cache: Map<string, string>, key: string, compute: () => string): string {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  // A hostile file may invent a new name for each element.
  if (cache.size < 1000) cache.set(key, value);
  return value;
}
