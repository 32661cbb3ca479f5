import { describe, expect, it } from 'vitest';
import { type Synthesis, synthesize } from './synthesize.ts';

const variablesOf = (synthesis: Synthesis) =>
  synthesis.one('AWS::Lambda::Function', 'finishGoogleSignIn').properties.Environment.Variables;
const secretsOf = (synthesis: Synthesis) =>
  synthesis.ofType('AWS::SecretsManager::Secret').filter(({ id }) => id.startsWith('Google'));

describe('sign-in with Google', () => {
  it('has no client and no secret until a deployment names one', async () => {
    const synthesis = await synthesize('development', { nag: false });
    expect(variablesOf(synthesis)).toMatchObject({ GOOGLE_ISSUER: 'https://accounts.google.com' });
    expect(variablesOf(synthesis)).not.toHaveProperty('GOOGLE_CLIENT_ID');
    expect(secretsOf(synthesis)).toEqual([]);
  });

  it('keeps its secret outside of the variables, and returns to the origins of the deployment', async () => {
    const synthesis = await synthesize('production', {
      ...{ nag: true, googleClientId: 'client.example' },
      corsOrigins: ['https://app.example', 'https://b.example'],
    });
    const variables = variablesOf(synthesis);
    expect(variables).toMatchObject({
      GOOGLE_CLIENT_ID: 'client.example',
      CORS_ORIGINS: 'https://app.example,https://b.example',
    });
    expect(variables).not.toHaveProperty('GOOGLE_CLIENT_SECRET');
    const [secret, ...more] = secretsOf(synthesis);
    expect([secret?.stack, secret?.deletionPolicy, more]).toEqual(['data', 'Retain', []]);
    expect(synthesis.text('api-identity', variables['GOOGLE_SECRET_ARN'])).toBe('<data.GoogleClientSecret>');
  });
});
