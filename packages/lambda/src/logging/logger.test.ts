import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../env.ts';
import { describeFault, withoutMessage } from './logger.ts';

const secret = '12 Secret Lane';

describe('a fault in the log', () => {
  it('shows its class and place, never its message, whatever the message looks like', () => {
    for (const message of [secret, `x\n   at ${secret}, between John Doe\n`, '']) {
      const fields = describeFault(new RangeError(message, { cause: new TypeError(secret) }));
      expect(fields).toMatchObject({ error: 'RangeError', cause: 'TypeError' });
      expect(fields['at']).toContain('logger.test.ts');
      expect(JSON.stringify(fields)).not.toContain(secret);
    }
  });

  it('shows the code of its cause, such as the SQLSTATE', () => {
    const cause = Object.assign(new Error(secret), { code: '22P02' });
    expect(describeFault(new Error('x', { cause }))).toMatchObject({ causeCode: '22P02' });
  });

  it('tells what is wrong with the configuration', () => {
    expect(describeFault(new ConfigurationError(['PORT: must be a number']))['message']).toContain('PORT');
  });

  it('that is no error shows its type only', () => {
    expect(describeFault(secret)).toEqual({ error: 'string' });
  });
});

it('a fault for Lambda keeps its name, on which state machines decide, and nothing else', () => {
  const fault = withoutMessage(Object.assign(new Error(secret), { name: 'States.Timeout', extra: secret }));
  expect(fault.name).toBe('States.Timeout');
  expect(JSON.stringify([fault.message, fault.stack, Object.entries(fault)])).not.toContain(secret);
});
