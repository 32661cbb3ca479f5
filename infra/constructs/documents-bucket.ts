import { Key } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Keys begin with `org/<organizationId>/`; the bucket holds nothing else. */
export const tenantPrefix = 'org/*';
/** Without the copies of the audit logs' heads, which nobody removes. */
const documentPrefix = 'org/*/documents/*';
/** The copies of the audit logs' heads. */
const anchorPrefix = 'org/*/audit/*';

export interface DocumentsBucketProps {
  readonly corsOrigins: readonly string[];
}

/** Keeps what users uploaded and what was read from it. */
export class DocumentsBucket extends Construct {
  readonly bucket: s3.Bucket;
  readonly key: Key;
  /** Of all objects of tenants, for stacks other than this one. */
  readonly tenantObjectsArn: string;
  /** The same as cdk-nag prints it. */
  readonly tenantObjectsFinding: string;
  /** Of the objects that are removed with a document. */
  readonly documentObjectsArn: string;
  readonly documentObjectsFinding: string;
  /** Of what the audit logs are held against. */
  readonly anchorObjectsArn: string;
  readonly anchorObjectsFinding: string;

  constructor(scope: Construct, id: string, { corsOrigins }: DocumentsBucketProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Documents',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const accessLogs = new s3.Bucket(this, 'AccessLogs', {
      // The log delivery service of S3 does not write to buckets with a key of one's own.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(1) },
        { expiredObjectDeleteMarker: true },
      ],
    });
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: accessLogs as s3.IBucket,
      serverAccessLogsPrefix: 'documents/',
      // Nothing that was uploaded expires: versions leave only when a document is deleted on purpose.
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7), expiredObjectDeleteMarker: true },
        {
          noncurrentVersionTransitions: [
            { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
          ],
        },
      ],
      ...(corsOrigins.length > 0 && { cors: [corsRule(corsOrigins)] }),
    });
    // `eventBridgeEnabled: true` of the construct would add a helper function that may change any bucket.
    (this.bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    // Exported by hand, because an acknowledgement must name the export before the synthesis would make it.
    const bucketArn = Stack.of(this).exportValue(this.bucket.bucketArn);
    this.tenantObjectsArn = `${bucketArn}/${tenantPrefix}`;
    this.documentObjectsArn = `${bucketArn}/${documentPrefix}`;
    this.anchorObjectsArn = `${bucketArn}/${anchorPrefix}`;
    const printed = Stack.of(this).resolve(bucketArn)['Fn::ImportValue'];
    this.tenantObjectsFinding = `${printed}/${tenantPrefix}`;
    this.documentObjectsFinding = `${printed}/${documentPrefix}`;
    this.anchorObjectsFinding = `${printed}/${anchorPrefix}`;
  }
}

/** Browsers upload by a presigned POST and read by a presigned GET. */
function corsRule(origins: readonly string[]): s3.CorsRule {
  return {
    allowedOrigins: [...origins],
    allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.POST, s3.HttpMethods.PUT],
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag', 'x-amz-version-id'],
    maxAge: 3600,
  };
}
