import type { ListDefinitions, ListInstance, ListLevel, ListTemplate } from './list-definitions.ts';
import { type Attributes, readXml, type XmlHandler } from './xml-reader.ts';
import type { ZipPackage } from './zip-package.ts';

/** Reads the part with the lists (`numbering.xml`). */
export async function readLists(zip: ZipPackage, part: string): Promise<ListDefinitions> {
  const reader = new ListReader();
  await readXml(zip, part, reader);
  return reader;
}

class ListReader implements XmlHandler, ListDefinitions {
  readonly templates = new Map<string, ListTemplate>();
  readonly instances = new Map<string, ListInstance>();
  #template: ListTemplate | undefined;
  #instance: ListInstance | undefined;
  #overridden = 0;
  #level: ListLevel | undefined;
  #isCustom = false;

  open(name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    switch (name) {
      case 'w:abstractNum':
        this.#template = { levels: new Map() };
        this.templates.set(attributes['w:abstractNumId'] ?? '', this.#template);
        break;
      case 'w:num':
        this.#instance = { templateId: '', starts: new Map(), levels: new Map() };
        this.instances.set(attributes['w:numId'] ?? '', this.#instance);
        break;
      case 'w:numStyleLink':
        if (this.#template) this.#template.linkedStyle = value;
        break;
      case 'w:abstractNumId':
        if (this.#instance) this.#instance.templateId = value;
        break;
      case 'w:lvlOverride':
        this.#overridden = number(attributes['w:ilvl'], 0);
        break;
      case 'w:startOverride':
        this.#instance?.starts.set(this.#overridden, number(value, 1));
        break;
      case 'w:lvl':
        this.#openLevel(number(attributes['w:ilvl'], this.#overridden));
        break;
      default:
        if (this.#level) this.#setProperty(this.#level, name, attributes);
    }
  }

  close(name: string): void {
    if (name === 'w:abstractNum') this.#template = undefined;
    else if (name === 'w:num') this.#instance = undefined;
    else if (name === 'w:lvl') this.#level = undefined;
  }

  #openLevel(index: number): void {
    this.#isCustom = false;
    this.#level = {
      start: 0,
      format: 'decimal',
      minimumDigits: 1,
      text: '',
      isLegal: false,
      isTight: false,
      isHidden: false,
    };
    (this.#instance ?? this.#template)?.levels.set(index, this.#level);
  }

  #setProperty(level: ListLevel, name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    if (name === 'w:start') level.start = number(value, 0);
    else if (name === 'w:numFmt') this.#setFormat(level, value, attributes['w:format'] ?? '');
    else if (name === 'w:lvlText') level.text = isOn(attributes['w:null'] ?? 'false') ? '' : value;
    else if (name === 'w:isLgl') level.isLegal = isOn(value);
    else if (name === 'w:suff') level.isTight = value === 'nothing';
    else if (name === 'w:vanish') level.isHidden = isOn(value);
    else if (name === 'w:lvlRestart') level.restartAfter = number(value, 0);
    else if (name === 'w:pStyle') level.style = value;
  }

  /** A custom format stands in an alternative before the plain one that older programs fall back to. */
  #setFormat(level: ListLevel, format: string, pattern: string): void {
    if (this.#isCustom) return;
    level.format = format;
    if (format !== 'custom') return;
    this.#isCustom = true;
    level.minimumDigits = /^0{0,9}1/.exec(pattern)?.[0].length ?? 1;
  }
}

function isOn(value: string): boolean {
  return !/^(?:0|false|off)$/.test(value);
}

function number(value: string | undefined, otherwise: number): number {
  const parsed = Number.parseInt(value ?? '', 10);
  return Number.isNaN(parsed) ? otherwise : Math.min(Math.max(parsed, 0), 1_000_000_000);
}
