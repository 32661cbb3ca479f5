import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { IngestionInput } from '@elenchus/contracts/documents/ingestion';
import { executionName, type IngestionMachine } from '@elenchus/core/ingestion/ingestion-machine-port';

/** The state machine on Step Functions; execution names make every start idempotent. */
export class StepFunctionsIngestion implements IngestionMachine {
  readonly #client: SFNClient;
  readonly #machineArn: string;

  constructor(machineArn: string, client = new SFNClient({})) {
    this.#machineArn = machineArn;
    this.#client = client;
  }

  async start(input: IngestionInput): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#machineArn,
          name: executionName(input),
          input: JSON.stringify(input),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }

  async state(input: IngestionInput): Promise<'running' | 'ended' | 'unknown'> {
    const executionArn = `${this.#machineArn.replace(':stateMachine:', ':execution:')}:${executionName(input)}`;
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING' ? 'running' : 'ended';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'unknown';
      throw error;
    }
  }
}
