/** The synthesised template says something that the one-machine cloud cannot carry out. */
export class TemplateError extends Error {
  readonly code = 'TEMPLATE_NOT_UNDERSTOOD';

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.name = 'TemplateError';
  }
}
