import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { googleIssuer } from '@elenchus/contracts/identity/google-issuer';
import { accessTokenMinutes, refreshTokenDays } from '@elenchus/contracts/identity/token-lives';
import { mailFrom } from '@elenchus/contracts/outbound-mail/mail-from';
import { rateLimitsSetting } from '@elenchus/contracts/platform/rate-limits';
import { type FunctionRow, kebabCase } from '@elenchus/functions/function-row';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App, type AppProps, type Environment, Validations } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { ZodType } from 'zod';
import { buildStacks } from './build-stacks.ts';
import { featureFlags } from './feature-flags.ts';
import { type DeploymentSettings, defaultRequests, type StageName, stageSettings } from './settings.ts';

const functionsFolder = fileURLToPath(new URL('../functions/', import.meta.url));

export interface SynthesizeOptions {
  readonly outdir: string;
  /**
   * Where `bundleFunctions` with layout `isolated` left the handlers. `none` takes the source folders of the
   * domains as assets, which needs no build; the templates are then the same but for the hashes of the assets.
   */
  readonly bundleFolder: string | 'none';
  readonly stage: StageName;
  /** Checks the templates with cdk-nag; a finding that nobody explained throws. */
  readonly nag: boolean;
  readonly corsOrigins?: readonly string[];
  readonly mailFrom?: string;
  readonly googleClientId?: string;
}

/** Synthesises in this process, for tests and the one-machine cloud; reads neither environment nor `cdk.json`. */
export async function synthesizeApp(options: SynthesizeOptions): Promise<CloudAssembly> {
  const { outdir, bundleFolder, nag } = options;
  const app = await createApp({ outdir, nag, builtinCloudFormationValidation: false });
  buildStacks(app, {
    settings: {
      stage: stageSettings(options.stage),
      requests: defaultRequests,
      corsOrigins: options.corsOrigins ?? [],
      mailFrom: options.mailFrom,
      googleClientId: options.googleClientId,
    },
    code: codeFrom(bundleFolder),
  });
  return app.synth();
}

async function createApp({ nag, ...props }: AppProps & { readonly nag: boolean }): Promise<App> {
  const app = new App({
    ...props,
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    postCliContext: featureFlags,
  });
  if (nag) {
    // Loading the rules takes longer than a synthesis without them.
    const { AwsSolutionsChecks } = await import('cdk-nag');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  return app;
}

function codeFrom(bundleFolder: string): (row: FunctionRow) => Code {
  return (row) =>
    Code.fromAsset(
      bundleFolder === 'none'
        ? `${functionsFolder}${row.domain}`
        : `${bundleFolder}/${kebabCase(row.operation)}`,
    );
}

/** Synthesises for the CLI, which passes context and output folder in the environment. */
async function synthesizeForCli(environment: NodeJS.ProcessEnv): Promise<void> {
  const { bundleFunctions } = await import('@elenchus/functions/bundling/bundle-functions');
  const { functionTable } = await import('@elenchus/functions/table');
  const bundleFolder = fileURLToPath(new URL('../build/functions', import.meta.url));
  // What an earlier build left behind would change the hashes.
  rmSync(bundleFolder, { recursive: true, force: true });
  await bundleFunctions({ rows: functionTable, outFolder: bundleFolder, layout: 'isolated' });

  const app = await createApp({ nag: true });
  buildStacks(app, {
    settings: settingsFromContext(app),
    code: codeFrom(bundleFolder),
    env: environmentOf(environment),
  });
  refuseWarnings(app.synth());
}

/** Errors end the synthesis anyway; of warnings (values that CloudFormation would refuse) the CLI only tells. */
function refuseWarnings({ directory }: CloudAssembly): void {
  const file = `${directory}/validation-report.json`;
  if (!existsSync(file)) return;
  const { pluginReports }: ValidationReport = JSON.parse(readFileSync(file, 'utf8'));
  const rules = pluginReports.flatMap(({ violations = [] }) => violations.map(({ ruleName }) => ruleName));
  if (rules.length > 0) throw new Error(`Findings that nobody explained: ${rules.join(', ')}. See ${file}.`);
}

interface ValidationReport {
  readonly pluginReports: readonly { readonly violations?: readonly { readonly ruleName: string }[] }[];
}

function settingsFromContext(app: App): DeploymentSettings {
  const text = (name: string): string | undefined => app.node.tryGetContext(name);
  const given = (name: string, setting: ZodType) => checked(setting, name, text(name));
  return {
    stage: stageSettings(text('stage') ?? 'development'),
    publicUrl: text('publicUrl'),
    requests: {
      accessTokenMinutes:
        given('accessTokenMinutes', accessTokenMinutes) ?? defaultRequests.accessTokenMinutes,
      refreshTokenDays: given('refreshTokenDays', refreshTokenDays) ?? defaultRequests.refreshTokenDays,
      rateLimits: given('rateLimits', rateLimitsSetting) ?? defaultRequests.rateLimits,
    },
    corsOrigins: text('corsOrigins')?.split(',') ?? [],
    mailFrom: given('mailFrom', mailFrom),
    googleClientId: text('googleClientId'),
    googleIssuer: given('googleIssuer', googleIssuer),
    alarmEmail: text('alarmEmail'),
  };
}

/** Throws for a setting that functions would refuse. */
function checked(setting: ZodType, name: string, text: string | undefined): string | undefined {
  const { error } = setting.optional().safeParse(text);
  if (error) throw new RangeError(`The context ${name} ${error.issues[0]?.message}.`);
  return text;
}

function environmentOf(environment: NodeJS.ProcessEnv): Environment | undefined {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = environment;
  return account && region ? { account, region } : undefined;
}

if (import.meta.main) await synthesizeForCli(process.env);
