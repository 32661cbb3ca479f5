import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const describeInterfaces = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const changeInterfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * What the Lambda service itself does in the name of a function. Kept out of the functions' own roles, so
 * that those hold no wildcard.
 */
export class FunctionPolicies extends Construct {
  readonly tracing: ManagedPolicy;
  /** For functions inside the network. */
  readonly networkInterfaces: ManagedPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.tracing = new ManagedPolicy(this, 'Tracing', {
      description: 'Lets a function send its traces',
      statements: [
        new PolicyStatement({
          actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(this.tracing, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray knows no resources: both actions only take "*".',
    });

    this.networkInterfaces = new ManagedPolicy(this, 'NetworkInterfaces', {
      description: 'Lets Lambda attach a function to the network, and the code of the function not',
      statements: [
        new PolicyStatement({ actions: describeInterfaces, resources: ['*'] }),
        new PolicyStatement({
          actions: changeInterfaces,
          resources: [`arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:*/*`],
        }),
        // The key is only present when the call comes from inside a function.
        new PolicyStatement({
          effect: Effect.DENY,
          actions: [...describeInterfaces, ...changeInterfaces],
          resources: ['*'],
          conditions: {
            ArnLike: {
              'lambda:SourceFunctionArn': `arn:${Aws.PARTITION}:lambda:*:${Aws.ACCOUNT_ID}:function:*`,
            },
          },
        }),
      ],
    });
    acknowledge(this.networkInterfaces, {
      'AwsSolutions-IAM5[Resource::*]':
        'ec2:Describe* only takes "*"; the other statement with "*" denies the same to the code of functions.',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:*/*]':
        'Lambda makes and removes interfaces whose ids are not known before; the code of functions is denied it.',
    });
  }
}
