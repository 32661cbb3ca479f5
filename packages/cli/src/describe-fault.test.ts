import { ApiError } from '@elenchus/client/api-client';
import { UnreachableError } from '@elenchus/client/errors';
import { expect, it } from 'vitest';
import { describeFault } from './describe-fault.ts';
import { CliError } from './exit-codes.ts';

const running = { command: 'search', isStopped: false } as const;

it.each([
  [new CliError('usage', 'Name the case.'), 2, /^Name the case\.$/],
  [new CliError('signedOut', 'Sign in.'), 3, /^Sign in\.$/],
  [new ApiError('getMe', 401, { code: 'unauthenticated' }), 3, /^The sign-in has expired\./],
  [new ApiError('getMe', 403, { detail: 'Not allowed.' }), 1, /^getMe answered 403: Not allowed\.$/],
  [new UnreachableError('http://x', new Error('ECONNREFUSED')), 4, /does not answer.*ECONNREFUSED/],
  [new Error('ENOSPC'), 1, /^ENOSPC$/],
])('tells %s', (error, exitCode, message) => {
  expect(describeFault(error, running)).toEqual({ exitCode, message: expect.stringMatching(message) });
});

it('tells that uploads go on only where there are any', () => {
  const stopped = (command: 'ingest' | 'watch' | 'search' | 'login' | undefined) =>
    describeFault(new Error('aborted'), { command, isStopped: true });
  expect(stopped('ingest')).toEqual({ exitCode: 130, message: 'Stopped. What was uploaded goes on.' });
  expect(stopped('watch')).toEqual(stopped('ingest'));
  expect(stopped('search')).toEqual({ exitCode: 130, message: 'Stopped.' });
  expect(stopped('login')).toEqual(stopped(undefined));
});
