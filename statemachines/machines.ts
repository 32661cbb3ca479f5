/** The state machines of the product. Each ASL file names its tasks as `${<operation>Arn}`. */
export const machines = [
  {
    name: 'document-ingestion',
    definitionFile: 'document-ingestion.asl.json',
    tasks: [
      'inspectDocument',
      'extractDocument',
      'readPages',
      'assembleDocument',
      'chunkDocument',
      'embedChunks',
      'analyseDocument',
      'finishDocument',
      'failDocument',
    ],
  },
] as const satisfies readonly MachineRow[];

export interface MachineRow {
  readonly name: string;
  readonly definitionFile: string;
  /** Operations that the machine invokes. */
  readonly tasks: readonly string[];
}
