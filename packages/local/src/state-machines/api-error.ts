/** An error of the Step Functions API; `code` is the exception's name, as in the SDK. */
export class StepFunctionsError extends Error {
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, message: string, statusCode = 400) {
    super(message);
    this.name = 'StepFunctionsError';
    this.code = code;
    this.statusCode = statusCode;
  }
}
