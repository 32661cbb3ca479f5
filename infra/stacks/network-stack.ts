import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type App, Aws, Fn, Stack, type StackProps } from 'aws-cdk-lib/core';
import { FunctionPolicies } from '../constructs/function-policies.ts';
import type { StageSettings } from '../settings.ts';

export interface NetworkStackProps extends StackProps {
  readonly stage: StageSettings;
}

/**
 * A network whose functions reach a few AWS services from inside. Only the subnets of those that call others have a
 * way out, and none has a way in.
 */
export class NetworkStack extends Stack {
  readonly vpc: ec2.IVpc;
  /** Worn by every function that works on the database. */
  readonly functionSecurityGroup: ec2.SecurityGroup;
  /** Worn by the migration, the only function that reaches the cluster past the proxy. */
  readonly migrationSecurityGroup: ec2.SecurityGroup;
  /** Worn besides by functions that call others than AWS, which stand in the subnets with a way out. */
  readonly internetSecurityGroup: ec2.SecurityGroup;
  readonly functionPolicies: FunctionPolicies;

  constructor(app: App, id: string, { stage, ...props }: NetworkStackProps) {
    super(app, id, props);
    // The casts in this folder: aws-cdk-lib is not compiled with `exactOptionalPropertyTypes`.
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.20.0.0/16'),
      maxAzs: 2,
      // One is enough: what calls out is tried again, and each costs as much as a small database.
      natGateways: 1,
      // In this order, since each gets the next free addresses.
      subnetConfiguration: [
        { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
        { name: 'egress', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
      ],
    }) as ec2.IVpc;
    const flowLogs = new LogGroup(this, 'FlowLogs', {
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    this.vpc.addFlowLog('FlowLog', { destination: ec2.FlowLogDestination.toCloudWatchLogs(flowLogs) });

    this.functionSecurityGroup = this.securityGroup('Functions', 'Functions that use the database');
    this.migrationSecurityGroup = this.securityGroup('Migration', 'The function that migrates the database');
    this.internetSecurityGroup = new ec2.SecurityGroup(this, 'InternetSecurityGroup', {
      vpc: this.vpc,
      description: 'Functions that call others than AWS',
      allowAllOutbound: false,
    });
    this.internetSecurityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'The Internet, by TLS only');
    this.addEndpoints();
    this.functionPolicies = new FunctionPolicies(this, 'FunctionPolicies');
  }

  /** Asking the region at deploy time keeps synthesis free of look-ups, also for a concrete account. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private securityGroup(name: string, description: string): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, `${name}SecurityGroup`, {
      vpc: this.vpc,
      description,
      allowAllOutbound: false,
    });
    const database = ec2.Peer.ipv4(this.vpc.vpcCidrBlock);
    group.addEgressRule(database, ec2.Port.tcp(5432), 'PostgreSQL inside the network');
    // S3 answers on public addresses, but from the isolated subnets the only route to them is the gateway endpoint.
    group.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'Endpoints of AWS services');
    return group;
  }

  private addEndpoints(): void {
    this.vpc
      .addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 })
      .addToPolicy(onlyThisAccount());
    const group = new ec2.SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.vpc,
      description: 'Interface endpoints',
      allowAllOutbound: false,
    });
    for (const functions of [this.functionSecurityGroup, this.migrationSecurityGroup]) {
      group.addIngressRule(functions, ec2.Port.HTTPS, 'From functions');
    }
    const services = {
      // `machine:*`
      States: ec2.InterfaceVpcEndpointAwsService.STEP_FUNCTIONS,
      // `queue:*`
      Queues: ec2.InterfaceVpcEndpointAwsService.SQS,
      // `db:owner`, `mail`
      Secrets: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
    };
    for (const [name, service] of Object.entries(services)) {
      this.vpc
        .addInterfaceEndpoint(name, { service, subnets: isolated, securityGroups: [group], open: false })
        .addToPolicy(onlyThisAccount());
    }
    // `ocr`; what it reads is sent along, so there is no resource of an account to ask for.
    this.vpc
      .addInterfaceEndpoint('Textract', {
        service: ec2.InterfaceVpcEndpointAwsService.TEXTRACT,
        subnets: isolated,
        securityGroups: [group],
        open: false,
      })
      .addToPolicy(onlyThisAccount({ ownResources: false }));
  }
}

/** Where the endpoints stand; they answer the whole network. */
const isolated = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

/** What leaves through an endpoint stays in the account: a stolen credential of another one does not work here. */
function onlyThisAccount({ ownResources = true } = {}): PolicyStatement {
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['*'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'aws:PrincipalAccount': Aws.ACCOUNT_ID,
        ...(ownResources ? { 'aws:ResourceAccount': Aws.ACCOUNT_ID } : {}),
      },
    },
  });
}
