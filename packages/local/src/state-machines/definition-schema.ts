import * as z from 'zod';
import { constantOperators, isTimestamp, pathOperators, typeOperators } from './choice-rule.ts';
import type { Branch, ChoiceRule, Definition, State } from './definition.ts';
import { parseReferencePath } from './path.ts';
import { pathFault, templateFaults } from './payload-template.ts';

const maximumSeconds = 99_999_999;
const longestDelaySeconds = 31_622_400;

const comment = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONPath').optional() };

const path = z.string().superRefine((text, check) => {
  const fault = pathFault(text);
  if (fault !== undefined) check.addIssue(fault);
});
const resultPath = z
  .string()
  .superRefine((text, check) => {
    const fault = pathFault(text, parseReferencePath);
    if (fault !== undefined) check.addIssue(fault);
  })
  .nullable()
  .optional();
const template = z.unknown().superRefine((value, check) => {
  for (const fault of templateFaults(value)) check.addIssue(fault);
});
const stateName = z.string().min(1).max(80);
const seconds = z.int().min(1).max(maximumSeconds);

const paths = { InputPath: path.nullable().optional(), OutputPath: path.nullable().optional() };
const next = { Next: stateName.optional(), End: z.literal(true).optional() };
const result = {
  Parameters: template.optional(),
  ResultSelector: template.optional(),
  ResultPath: resultPath,
};

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).min(1),
  IntervalSeconds: seconds.optional(),
  MaxAttempts: z.int().min(0).max(maximumSeconds).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(longestDelaySeconds).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});
const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).min(1),
  Next: stateName,
  ResultPath: resultPath,
});
const errors = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const operators: Record<string, z.ZodType> = {};
for (const name of constantOperators) {
  if (name.startsWith('Numeric')) operators[name] = z.number().optional();
  else if (name.startsWith('Boolean')) operators[name] = z.boolean().optional();
  else if (name.startsWith('Timestamp'))
    operators[name] = z.string().refine(isTimestamp, 'must be a timestamp').optional();
  else operators[name] = z.string().optional();
}
for (const name of pathOperators) operators[name] = path.optional();
for (const name of typeOperators) operators[name] = z.boolean().optional();

const ruleShape = {
  Comment: z.string().optional(),
  And: z
    .array(z.lazy((): z.ZodType<ChoiceRule> => rule))
    .min(1)
    .optional(),
  Or: z
    .array(z.lazy((): z.ZodType<ChoiceRule> => rule))
    .min(1)
    .optional(),
  Not: z.lazy((): z.ZodType<ChoiceRule> => rule).optional(),
  Variable: path.optional(),
  ...operators,
};

function checkRule(value: object, check: z.core.$RefinementCtx): void {
  const names = Object.keys(value).filter((name) => name !== 'Next' && name !== 'Comment');
  const operatorNames = names.filter((name) => name !== 'Variable');
  const logical = operatorNames.some((name) => name === 'And' || name === 'Or' || name === 'Not');
  if (operatorNames.length !== 1) check.addIssue('a rule needs exactly one operator');
  if (logical === names.includes('Variable'))
    check.addIssue('a comparison needs Variable, And, Or and Not have none');
}
const rule: z.ZodType<ChoiceRule> = z.strictObject(ruleShape).superRefine(checkRule);

const branch = z.lazy(() => z.strictObject({ ...comment, ...branchShape }));
const branchShape = {
  StartAt: stateName,
  States: z.record(
    stateName,
    z.lazy((): z.ZodType<State> => state),
  ),
};
const processor: z.ZodType<Branch> = z.lazy(() =>
  z.strictObject({
    ...comment,
    ...branchShape,
    ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE').optional() }).optional(),
  }),
);

const state: z.ZodType<State> = z.discriminatedUnion('Type', [
  z.strictObject({
    Type: z.literal('Task'),
    ...comment,
    ...paths,
    ...next,
    ...result,
    ...errors,
    Resource: z.string(),
    TimeoutSeconds: seconds.optional(),
    TimeoutSecondsPath: path.optional(),
  }),
  z.strictObject({
    Type: z.literal('Map'),
    ...comment,
    ...paths,
    ...next,
    ...result,
    ...errors,
    ItemsPath: path.optional(),
    ItemSelector: template.optional(),
    ItemProcessor: processor.optional(),
    Iterator: branch.optional(),
    MaxConcurrency: z.int().min(0).optional(),
    MaxConcurrencyPath: path.optional(),
  }),
  z.strictObject({
    Type: z.literal('Parallel'),
    ...comment,
    ...paths,
    ...next,
    ...result,
    ...errors,
    Branches: z.array(branch).min(1),
  }),
  z.strictObject({
    Type: z.literal('Pass'),
    ...comment,
    ...paths,
    ...next,
    Result: z.unknown().optional(),
    Parameters: template.optional(),
    ResultPath: resultPath,
  }),
  z.strictObject({
    Type: z.literal('Wait'),
    ...comment,
    ...paths,
    ...next,
    Seconds: z.int().min(0).max(maximumSeconds).optional(),
    SecondsPath: path.optional(),
    Timestamp: z.string().refine(isTimestamp, 'must be a timestamp').optional(),
    TimestampPath: path.optional(),
  }),
  z.strictObject({
    Type: z.literal('Choice'),
    ...comment,
    ...paths,
    Choices: z.array(z.strictObject({ ...ruleShape, Next: stateName }).superRefine(checkRule)).min(1),
    Default: stateName.optional(),
  }),
  z.strictObject({ Type: z.literal('Succeed'), ...comment, ...paths }),
  z.strictObject({
    Type: z.literal('Fail'),
    ...comment,
    Error: z.string().optional(),
    ErrorPath: path.optional(),
    Cause: z.string().optional(),
    CausePath: path.optional(),
  }),
]);

/** Every field that is run here; any other is refused, because AWS would honour it and this machine would not. */
export const definitionSchema: z.ZodType<Definition> = z.strictObject({
  ...comment,
  ...branchShape,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: seconds.optional(),
});
