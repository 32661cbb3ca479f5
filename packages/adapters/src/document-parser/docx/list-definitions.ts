/** One level of a list (`w:lvl`). */
export interface ListLevel {
  start: number;
  /** `w:numFmt`: `decimal`, `lowerRoman`, `bullet`. */
  format: string;
  /** The digits that a `custom` format such as `001, 002, 003` pads to. */
  minimumDigits: number;
  /** The label with `%1` to `%9` for the numbers of the levels. */
  text: string;
  /** All numbers of the label print as decimals (`w:isLgl`). */
  isLegal: boolean;
  /** The label is followed by nothing, not by a tab or a blank. */
  isTight: boolean;
  isHidden: boolean;
  /** The list starts anew after a level up to this one, from 1; 0 is never, undefined any higher level. */
  restartAfter?: number;
  /** The paragraph style that stands for the level. */
  style?: string;
}

/** An abstract list (`w:abstractNum`): the levels, from 0, and where else to look for them. */
export interface ListTemplate {
  readonly levels: Map<number, ListLevel>;
  /** The numbering style that holds the levels in its stead (`w:numStyleLink`). */
  linkedStyle?: string;
}

/** A list as paragraphs name it (`w:num`). */
export interface ListInstance {
  templateId: string;
  /** Numbers to start anew with, by level. */
  readonly starts: Map<number, number>;
  readonly levels: Map<number, ListLevel>;
}

export interface ListDefinitions {
  readonly templates: ReadonlyMap<string, ListTemplate>;
  readonly instances: ReadonlyMap<string, ListInstance>;
}
