import { headers, parameters, securitySchemes } from '@elenchus/functions/openapi/shared-parts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Synthesis, synthesize } from './synthesize.ts';

const origin = 'https://app.example.com';

let synthesis: Synthesis;
beforeAll(async () => {
  synthesis = await synthesize('production', { nag: false, corsOrigins: [origin] });
});

describe('data', () => {
  it('encrypts, versions and closes each bucket, and refuses it without TLS', () => {
    const policies = synthesis.ofType('AWS::S3::BucketPolicy');
    for (const { id, properties } of synthesis.ofType('AWS::S3::Bucket')) {
      expect(properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
      const policy = policies.find((other) => other.properties.Bucket.Ref === id);
      expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  it('announces uploads, and never lets a document expire', () => {
    const { properties } = synthesis.one('AWS::S3::Bucket', 'DocumentsBucket');
    expect(properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(properties.BucketEncryption.ServerSideEncryptionConfiguration[0]).toMatchObject({
      ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
    });
    const rules = JSON.stringify(properties.LifecycleConfiguration);
    expect(rules).not.toMatch(/"ExpirationInDays"|"NoncurrentVersionExpiration"/);
  });

  it('keeps the database encrypted, backed up, protected and behind IAM and TLS', () => {
    expect(synthesis.one('AWS::RDS::DBCluster').properties).toMatchObject({
      EngineVersion: expect.stringMatching(/^17\./),
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
      DeletionProtection: true,
      EnableIAMDatabaseAuthentication: true,
      ManageMasterUserPassword: true,
    });
    expect(synthesis.one('AWS::RDS::DBProxy').properties).toMatchObject({
      RequireTLS: true,
      Auth: [{ IAMAuth: 'REQUIRED' }],
    });
    for (const { properties } of synthesis.ofType('AWS::RDS::DBInstance')) {
      expect(properties.PubliclyAccessible).toBe(false);
    }
  });

  it('lets the browsers of the named origins call and upload, and no others', () => {
    const api = synthesis.one('AWS::ApiGatewayV2::Api').properties.CorsConfiguration;
    const bucket = synthesis.one('AWS::S3::Bucket', 'DocumentsBucket').properties.CorsConfiguration;
    expect(api.AllowOrigins).toEqual([origin]);
    expect(bucket.CorsRules).toMatchObject([
      { AllowedOrigins: [origin], AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'] },
    ]);
  });

  it('lets browsers send and read the headers that the OpenAPI document names', () => {
    const { AllowHeaders, ExposeHeaders } =
      synthesis.one('AWS::ApiGatewayV2::Api').properties.CorsConfiguration;
    const names = (parts: readonly string[]) => parts.map((name) => name.toLowerCase()).toSorted();
    // Scripts may never read cookies, and the scheme of credentials is always the same.
    const unread = ['Set-Cookie', 'WWW-Authenticate'];
    const read = Object.keys(headers).filter((name) => !unread.includes(name));
    expect(names(ExposeHeaders)).toEqual(names(read));
    const sent = Object.values(parameters).map(({ name }) => name);
    expect(names(AllowHeaders)).toEqual(
      names([...sent, 'Authorization', 'Content-Type', securitySchemes.apiKey.name]),
    );
  });

  it('has a way to the Internet from the egress subnets only, by TLS, and none from it', () => {
    const ways = synthesis
      .ofType('AWS::EC2::Route')
      .map(({ stack, properties }) => [
        synthesis.text(stack, properties.RouteTableId),
        synthesis.text(stack, properties.NatGatewayId ?? properties.GatewayId),
      ]);
    const nat = '<network.VpcpublicSubnet1NATGateway>';
    const gateway = '<network.VpcIGW>';
    expect(Object.fromEntries(ways)).toEqual({
      '<network.VpcegressSubnet1RouteTable>': nat,
      '<network.VpcegressSubnet2RouteTable>': nat,
      '<network.VpcpublicSubnet1RouteTable>': gateway,
      '<network.VpcpublicSubnet2RouteTable>': gateway,
    });
    const { properties } = synthesis.one('AWS::EC2::SecurityGroup', 'InternetSecurityGroup');
    expect(properties.SecurityGroupEgress).toMatchObject([
      { CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 },
    ]);
    expect(properties.SecurityGroupIngress).toBeUndefined();
    for (const subnet of synthesis.ofType('AWS::EC2::Subnet')) {
      expect(subnet.properties.MapPublicIpOnLaunch).toBe(false);
    }
    // Only sendMail and what else calls others stands there; data and endpoints stay isolated.
    const placed = ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBProxy', 'AWS::EC2::VPCEndpoint'].flatMap((type) =>
      synthesis.ofType(type),
    );
    const subnets = placed.flatMap(({ stack, properties: { SubnetIds, VpcSubnetIds } }) =>
      (SubnetIds ?? VpcSubnetIds ?? []).map((id: unknown) => synthesis.text(stack, id)),
    );
    expect(new Set(subnets)).toEqual(
      new Set(['<network.VpcisolatedSubnet1Subnet>', '<network.VpcisolatedSubnet2Subnet>']),
    );
  });
});
