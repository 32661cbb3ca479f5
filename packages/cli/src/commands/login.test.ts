import { PassThrough } from 'node:stream';
import type { ApiClient } from '@elenchus/client/api-client';
import { expect, it, vi } from 'vitest';
import { signIn } from './login.ts';

const never = new AbortController().signal;

function makeApi(): { api: ApiClient; bodies: unknown[] } {
  const bodies: unknown[] = [];
  const call = async (_contract: unknown, { body }: { body: unknown }) => {
    bodies.push(body);
    return { accessToken: 'a', refreshToken: 'r' };
  };
  return { api: { call } as unknown as ApiClient, bodies };
}

it('asks on the stream it is given, and leaves standard output alone', async () => {
  const toOutput = vi.spyOn(process.stdout, 'write');
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked: string[] = [];
  // Answers each question when it stands there.
  output.on('data', (data: Buffer) => {
    const text = String(data);
    for (const [question, answer] of [
      ['E-mail address', 'a@x'],
      ['Password', 'secret'],
    ] as const) {
      if (!text.includes(question) || asked.includes(question)) continue;
      asked.push(question);
      setImmediate(() => input.write(`${answer}\r`));
    }
  });
  const { api, bodies } = makeApi();
  const terminal = { input, output, isInteractive: true };
  const options = { email: undefined, passwordFromInput: false, terminal, signal: never };
  expect(await signIn(api, options)).toEqual({ email: 'a@x', accessToken: 'a', refreshToken: 'r' });
  expect(bodies).toEqual([{ email: 'a@x', password: 'secret' }]);
  expect(asked).toEqual(['E-mail address', 'Password']);
  expect(toOutput.mock.calls.join('')).not.toContain('E-mail address');
  toOutput.mockRestore();
});

it('asks nobody where there is no terminal', async () => {
  const terminal = { input: new PassThrough(), output: new PassThrough(), isInteractive: false };
  const options = { email: 'a@x', passwordFromInput: false, terminal, signal: never };
  await expect(signIn(makeApi().api, options)).rejects.toThrow('--password-stdin');
});
