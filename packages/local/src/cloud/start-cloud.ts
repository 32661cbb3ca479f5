import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createHttpGateway } from '../api-gateway/http-gateway.ts';
import { createFunctionScopes } from '../lambda-runtime/function-scopes.ts';
import { createLambdaRuntime, type LambdaRuntime } from '../lambda-runtime/lambda-runtime.ts';
import { loadHandler } from '../lambda-runtime/load-handler.ts';
import type { Options } from '../options.ts';
import { createOutbox, type Outbox } from '../outbox/serve-outbox.ts';
import { systemClock } from '../scheduler/clock.ts';
import { createScheduler } from '../scheduler/create-scheduler.ts';
import { readCloudAssembly } from '../template/cloud-assembly.ts';
import type { CloudModel } from '../template/cloud-model.ts';
import { readCloudModel } from '../template/read-cloud-model.ts';
import { readQueues } from '../template/read-messaging.ts';
import { resolveStacks } from '../template/resolved-stacks.ts';
import { readOrCreateCredentials } from './credentials.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { functionVariables } from './function-variables.ts';
import { createLocalLogger, openLogFile } from './log-file.ts';
import { openLoopbackServer } from './loopback-server.ts';
import {
  openObjectStore,
  openQueues,
  openStateMachines,
  type Surroundings,
  startPollers,
} from './open-services.ts';
import { prepareStart } from './prepare-start.ts';
import { asSigned, type ObjectStoreUrls, withPublicObjectUrls } from './public-object-urls.ts';
import { objectStorePath, openPublicServer, type PublicServer } from './public-server.ts';
import { scheduleEvent } from './schedule-event.ts';
import { messageOf, StartError } from './start-error.ts';

/** The account of all ARNs on this machine. */
const accountId = '000000000000';
const maximumLogBytes = 10 * 1024 * 1024;
/** Requests under way get this long when the server stops; background work, which is resumed on the next start, less. */
const drainRequestsMs = 30_000;
const drainBackgroundMs = 5_000;

export interface CloudOptions {
  readonly options: Options;
  readonly repositoryFolder: string;
  /** Of this process; child processes get it, functions only its `PATH`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user wants to stop before the start is complete. */
  readonly signal: AbortSignal;
  /** Told after each part of the start. */
  readonly onProgress: (part: string) => void;
}

/** The running one-machine cloud. */
export interface Cloud {
  readonly publicUrl: string;
  /** The API as this machine reaches it, whatever stands in front of it. */
  readonly localUrl: string;
  readonly folder: DataFolder;
  /** Resolves when the cloud can no longer work, with what to tell the user. */
  readonly failed: Promise<string>;
  /** Drains and ends everything; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts everything that the template asks for. When it fails nothing is left running.
 * @throws StartError with a message for the user; the signal's reason when it aborts
 */
export async function startCloud({
  options,
  repositoryFolder,
  environment: processEnvironment,
  signal,
  onProgress,
}: CloudOptions): Promise<Cloud> {
  const { region } = options;
  await using closing = new AsyncDisposableStack();
  const server = await openPublicServer(options.host, options.port);
  closing.defer(() => server.close());
  const urls = urlsOf(options, server.port);

  const folder = openDataFolder(options.dataFolder);
  closing.defer(() => folder.release());
  const credentials = readOrCreateCredentials(folder.credentialsFile);
  const log = openLogFile(folder.logFile, maximumLogBytes);
  closing.defer(() => log.close());
  const writeLog = (chunk: string | Uint8Array) => {
    log.write(chunk);
    if (options.logLevel === 'DEBUG') process.stderr.write(chunk);
  };
  const logger = createLocalLogger(writeLog, () => systemClock.now());
  const progress = (part: string) => {
    if (!signal.aborted) onProgress(part);
  };

  const cacheFolder = join(repositoryFolder, 'node_modules', '.cache', 'elenchus');
  const { database, assemblyFolder, bundleFolder } = await prepareStart({
    ...{ repositoryFolder, cacheFolder, folder, credentials, signal, closing },
    environment: processEnvironment,
    databaseUrl: options.databaseUrl,
    corsOrigins: options.corsOrigins,
    onProgress: progress,
  });
  const assembly = await readCloudAssembly(assemblyFolder);
  const environment = { accountId, region, publicUrl: urls.publicUrl, queueEndpoint: '' };
  const queues = await openQueues(readQueues(resolveStacks(assembly, environment), environment), region);
  closing.defer(() => queues.stop());
  const model = await readCloudModel(assembly, { ...environment, queueEndpoint: queues.endpoint });

  let runtime: LambdaRuntime | undefined;
  const invoke: Surroundings['invoke'] = (arn, payload, invokeOptions) => {
    if (runtime === undefined) return Promise.reject(new StartError('The functions are not ready yet.'));
    return runtime.invoke(arn, payload, invokeOptions);
  };
  const surroundings: Surroundings = { model, folder, credentials, region, accountId, invoke, logger };
  const processors = availableParallelism();
  const stateMachines = openStateMachines(surroundings, processors);
  const stateMachineEndpoint = await openLoopbackServer((request, response) =>
    stateMachines.handle(request, response),
  );
  closing.defer(() => stateMachineEndpoint.close());

  const scopes = createFunctionScopes();
  closing.defer(scopes.install((error) => logger.error('uncaught error', { error })));
  runtime = createLambdaRuntime({
    functions: model.functions.map((settings) => ({
      ...settings,
      environment: functionVariables(settings.environment, {
        ownerDatabaseUrl: database.ownerUrl,
        login: database.login,
        endpoints: { s3: urls.objectStore.local, sqs: queues.endpoint, sfn: stateMachineEndpoint.url },
        credentials,
        tesseract: {
          workerPath: join(repositoryFolder, 'packages/adapters/src/ocr/tesseract-worker.ts'),
          languagePath: join(repositoryFolder, 'node_modules/@tesseract.js-data/eng/4.0.0_best_int'),
          workers: processors,
        },
        mail: options.mail,
        google: options.google,
        outboxFolder: folder.outbox,
        settings: options.functionVariables,
      }),
    })),
    load: (file) => loadHandler(bundleFolder, file),
    scopes,
    region,
    path: processEnvironment['PATH'],
    processors,
    writeLog,
    logger,
  });
  await runDeployTriggers(model, invoke, options);
  signal.throwIfAborted();
  progress('migrations');

  const store = openObjectStore(surroundings, queues);
  closing.defer(() => store.close());
  server.mountObjectStore((request, response) =>
    store.handle(asSigned(request, urls.objectStore), response, objectStorePath),
  );
  closing.defer(() => runtime.idle(drainBackgroundMs));
  closing.defer(() => stateMachines.stop());
  const pollers = startPollers(surroundings, queues);
  closing.defer(async () => void (await Promise.all(pollers.map((poller) => poller.stop()))));
  startSchedules(surroundings, closing);
  const outbox = createOutbox({ ...options, publicUrl: urls.publicUrl, folder: folder.outbox });
  serve(server, surroundings, urls.objectStore, outbox, closing);
  signal.throwIfAborted();

  const resumed = await stateMachines.resumeUnfinished();
  logger.info('serving', { publicUrl: urls.publicUrl, resumedExecutions: resumed });
  const running = closing.move();
  let stopped: Promise<void> | undefined;
  return {
    publicUrl: urls.publicUrl,
    localUrl: urls.localUrl,
    folder,
    failed: database.ended.then(() => 'The database ended unexpectedly.'),
    stop: () => (stopped ??= running.disposeAsync()),
  };
}

/** Where clients find the API, and where the SDK clients of the functions find the object store. */
function urlsOf({ host, publicUrl }: Options, port: number) {
  // An address rather than a name: with it the S3 client puts the bucket into the path.
  const address = ['0.0.0.0', '::', 'localhost'].includes(host) ? '127.0.0.1' : host;
  const localUrl = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  const apiUrl = publicUrl ?? localUrl;
  const objectStore = { local: `${localUrl}${objectStorePath}`, public: `${apiUrl}${objectStorePath}` };
  return { localUrl, publicUrl: apiUrl, objectStore };
}

async function runDeployTriggers(
  { deployTriggers }: CloudModel,
  invoke: Surroundings['invoke'],
  { databaseUrl }: Options,
) {
  for (const { functionArn } of deployTriggers) {
    try {
      await invoke(functionArn, {});
    } catch (error) {
      const hint =
        databaseUrl === undefined
          ? ''
          : ' Look at DATABASE_URL: it must be the owner of a PostgreSQL with pgvector.';
      throw new StartError(`The database cannot be migrated: ${messageOf(error)}.${hint}`, error);
    }
  }
}

/** Starts the schedules, and runs each target once now: the reconciler finds what a crash left. */
function startSchedules(
  { model, region, invoke, logger }: Surroundings,
  closing: AsyncDisposableStack,
): void {
  const schedules = model.schedules.map((schedule) => {
    if (schedule.timezone !== 'UTC')
      throw new StartError(`Schedule ${schedule.name}: only UTC is supported.`);
    const target = async () => {
      await invoke(schedule.target.arn, scheduleEvent(schedule, accountId, region, systemClock.now()));
    };
    return { name: schedule.name, expression: schedule.expression, target };
  });
  const scheduler = createScheduler({ schedules, clock: systemClock, logger });
  const first = schedules.map(({ name, target }) =>
    target().catch((error) => logger.error('a schedule failed', { schedule: name, error })),
  );
  closing.defer(async () => {
    await scheduler.stop();
    await Promise.all(first);
  });
}

function serve(
  server: PublicServer,
  { model, invoke, logger }: Surroundings,
  urls: ObjectStoreUrls,
  outbox: Outbox,
  closing: AsyncDisposableStack,
): void {
  const gateway = createHttpGateway({
    ...model.httpApi,
    accountId,
    invoke: async (arn, event, options) => withPublicObjectUrls(await invoke(arn, event, options), urls),
    logger,
  });
  server.serve((request, response) =>
    outbox.takes(request) ? outbox.handle(request, response) : gateway.handle(request, response),
  );
  closing.defer(() => server.drain(drainRequestsMs));
}
