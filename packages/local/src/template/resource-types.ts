/** Types that the model is read from. */
const modelled = [
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::StepFunctions::StateMachine',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'Custom::Trigger',
];

/** Types that have no counterpart on one machine and change nothing in what the product answers. */
const withoutCounterpart = [
  /^AWS::(IAM|EC2|KMS|RDS|SecretsManager|Logs|CloudWatch|SNS|WAFv2|CloudTrail|Budgets|SSM|XRay|ApplicationInsights)::/,
  /^AWS::CDK::Metadata$/,
  /^AWS::Lambda::(Permission|EventInvokeConfig|LayerVersion)$/,
  /^AWS::SQS::(QueuePolicy|QueueInlinePolicy)$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::Scheduler::ScheduleGroup$/,
  /^AWS::ApiGatewayV2::Stage$/,
  /^Custom::(S3AutoDeleteObjects|LogRetention|VpcRestrictDefaultSG|S3BucketNotifications)$/,
];

/** Whether the type is read into the model, has nothing to do here, or is not known. */
export function kindOfResource(type: string): 'modelled' | 'without counterpart' | 'unknown' {
  if (modelled.includes(type)) return 'modelled';
  return withoutCounterpart.some((pattern) => pattern.test(type)) ? 'without counterpart' : 'unknown';
}
