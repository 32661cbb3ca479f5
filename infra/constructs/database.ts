import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';

export interface DatabaseProps {
  readonly stage: StageSettings;
  readonly vpc: ec2.IVpc;
  /** Reaches the proxy. */
  readonly functionSecurityGroup: ec2.ISecurityGroup;
  /** Reaches the cluster. */
  readonly migrationSecurityGroup: ec2.ISecurityGroup;
}

const port = 5432;

/** Aurora PostgreSQL behind RDS Proxy: functions sign in by IAM as `elenchus_login`, only the migration as owner. */
export class Database extends Construct {
  static readonly databaseName = 'elenchus';
  static readonly loginUser = 'elenchus_login';
  static readonly ownerUser = 'elenchus_owner';
  static readonly port = port;

  readonly cluster: rds.DatabaseCluster;
  readonly proxy: rds.DatabaseProxy;
  readonly key: Key;
  /** Made and rotated by RDS. */
  readonly ownerSecretArn: string;
  /** The proxy signs in with it; the migration sets it in the database. */
  readonly loginSecret: ISecret;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { stage, vpc } = props;
    this.key = new Key(this, 'Key', {
      description: 'Database and secrets',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const clusterGroup = this.securityGroup(vpc, 'ClusterSecurityGroup', 'Aurora');
    const proxyGroup = this.securityGroup(vpc, 'ProxySecurityGroup', 'RDS Proxy');
    clusterGroup.addIngressRule(props.migrationSecurityGroup, ec2.Port.tcp(port), 'Migration');
    proxyGroup.addIngressRule(props.functionSecurityGroup, ec2.Port.tcp(port), 'Functions');

    this.cluster = this.createCluster(stage, vpc, clusterGroup);
    this.ownerSecretArn = (this.cluster.node.defaultChild as rds.CfnDBCluster).attrMasterUserSecretSecretArn;
    this.loginSecret = this.createLoginSecret();
    this.proxy = new rds.DatabaseProxy(this, 'Proxy', {
      proxyTarget: rds.ProxyTarget.fromCluster(this.cluster),
      secrets: [this.loginSecret],
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [proxyGroup],
      iamAuth: true,
      requireTLS: true,
      clientPasswordAuthType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
      idleClientTimeout: Duration.minutes(2),
      borrowTimeout: Duration.seconds(10),
      maxConnectionsPercent: 80,
    });
  }

  private securityGroup(vpc: ec2.IVpc, id: string, description: string): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, id, { vpc, description, allowAllOutbound: false });
  }

  private createCluster(stage: StageSettings, vpc: ec2.IVpc, group: ec2.SecurityGroup): rds.DatabaseCluster {
    const engine = rds.DatabaseClusterEngine.auroraPostgres({
      version: rds.AuroraPostgresEngineVersion.VER_17_9,
    });
    const instance = {
      publiclyAccessible: false,
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: this.key,
    };
    return new rds.DatabaseCluster(this, 'Cluster', {
      engine,
      parameterGroup: new rds.ParameterGroup(this, 'Parameters', {
        engine,
        parameters: { 'rds.force_ssl': '1' },
      }),
      credentials: rds.Credentials.fromUsername(Database.ownerUser, { encryptionKey: this.key }),
      manageMasterUserPassword: true,
      defaultDatabaseName: Database.databaseName,
      port,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [group],
      serverlessV2MinCapacity: stage.minAuroraUnits,
      serverlessV2MaxCapacity: stage.maxAuroraUnits,
      writer: rds.ClusterInstance.serverlessV2('Writer', instance),
      readers: Array.from({ length: stage.databaseReaders }, (_, index) =>
        rds.ClusterInstance.serverlessV2(`Reader${index + 1}`, {
          ...instance,
          scaleWithWriter: true,
        }),
      ),
      storageEncrypted: true,
      storageEncryptionKey: this.key,
      iamAuthentication: true,
      backup: { retention: stage.backupRetention },
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
  }

  private createLoginSecret(): ISecret {
    const secret = new Secret(this, 'LoginSecret', {
      description: 'How RDS Proxy signs in to Aurora',
      encryptionKey: this.key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: Database.loginUser }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Only the proxy uses it, inside the network, and clients cannot sign in with it (IAM is required); infra/README.md tells how to change it.',
    });
    return secret as ISecret;
  }
}
