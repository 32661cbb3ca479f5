import { type ApiClient, createApiClient } from '@elenchus/client/api-client';
import { createCase, listCases } from '@elenchus/contracts/cases/routes';
import { messageOf } from '../cloud/start-error.ts';
import { aligned } from '../cloud/start-output.ts';
import { answerLines, askQuestion, demoQuestion } from './ask-question.ts';
import { type DemoState, readDemoState, writeDemoState } from './demo-state.ts';
import { createProgressDisplay, type Screen } from './document-progress.ts';
import { ingestSamples } from './ingest-samples.ts';
import { demoEmail, newDemoPassword, signIn } from './sign-in.ts';

/** By it the demo's case is found again after an interruption. */
const matterNumber = 'DEMO-1';

export interface DemoOptions {
  /** Where the API is reached from here. */
  readonly apiUrl: string;
  /** What the user is told. */
  readonly publicUrl: string;
  readonly stateFile: string;
  readonly samplesFolder: string;
  readonly print: (line: string) => void;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/**
 * On the first start: an organization with a case, the sample documents and one question with its cited answer, all
 * through the public API. An interrupted run is continued by the next start; later starts only print the sign-in.
 * Never rejects: a demo that fails does not stop the server.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { print, stateFile, signal } = options;
  try {
    const before = readDemoState(stateFile);
    const state = before ?? { email: demoEmail, password: newDemoPassword(), isFinished: false };
    // The password is on disk before the account exists, so that an interruption never locks the demo out.
    if (before === undefined) writeDemoState(stateFile, state);
    if (!state.isFinished) await perform(state, options);
    print('');
    if (!state.isFinished) {
      print(aligned('API', options.publicUrl));
      print(aligned('Docs', `${options.publicUrl}/docs`));
    }
    print(aligned('Demo', `${state.email}, password ${state.password}`));
  } catch (error) {
    if (signal.aborted) return;
    print('');
    print(`The demo could not finish: ${messageOf(error)}`);
    print('The next start continues it; npm start -- --no-demo leaves it out.');
  }
}

async function perform(initial: DemoState, options: DemoOptions): Promise<void> {
  const { apiUrl, print, samplesFolder, screen, signal, stateFile } = options;
  let state = initial;
  const remember = (more: Partial<DemoState>) => {
    state = { ...state, ...more };
    writeDemoState(stateFile, state);
  };
  print('');
  print('First start: six sample documents and a question');
  const api = createApiClient({ baseUrl: apiUrl, signal });
  await signIn(api, state.email, state.password);
  const caseId = await findOrCreateCase(api);
  await ingestSamples({ api, caseId, samplesFolder, show: createProgressDisplay(screen), signal });
  const answer = await askQuestion(api, caseId, state.conversationId, (conversationId) =>
    remember({ conversationId }),
  );
  print('');
  print(`  ${demoQuestion}`);
  print('');
  for (const line of answerLines(answer)) print(line);
  remember({ isFinished: true });
}

async function findOrCreateCase(api: ApiClient): Promise<string> {
  const { data } = await api.call(listCases, { query: { limit: '100' } });
  const found = data.find((legalCase) => legalCase.matterNumber === matterNumber);
  if (found !== undefined) return found.id;
  const body = { clientName: 'Bellwether Freight LLC', title: 'Demo case', matterNumber };
  return (await api.call(createCase, { body })).id;
}
