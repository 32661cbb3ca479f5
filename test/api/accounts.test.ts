import type { Session, SessionSummary } from '@elenchus/contracts/identity/models';
import {
  changePassword,
  getMe,
  listSessions,
  login,
  logout,
  refreshSession,
  requestPasswordReset,
  resetPassword,
  revokeSession,
} from '@elenchus/contracts/identity/routes';
import { describe, expect, inject, it } from 'vitest';
import { password } from '../support/client.ts';
import { mailedToken, type Person, registerPerson, type Send, sender } from '../support/http.ts';

const url = inject('apiUrl');
const anybody = sender(url, {});
const newPassword = 'Another-Password-2';

const newPerson = () =>
  registerPerson(url, `${crypto.randomUUID()}@firm.example`, { organizationName: 'Test Firm' });

/** Another sign-in of the same person. */
async function signIn({ email }: Pick<Person, 'email'>, given = password) {
  const { status, body } = await anybody<Session>(login, { body: { email, password: given } });
  const send = sender(url, { authorization: `Bearer ${body.accessToken}` });
  return { status, send, refreshToken: body.refreshToken };
}

const statusOf = async (send: Send) => (await send(getMe)).status;

describe('a person who is signed in twice', () => {
  it('sees both sessions and ends one; its tokens are refused at once', async () => {
    const person = await newPerson();
    const other = await signIn(person);
    const { body } = await person.send<{ data: SessionSummary[] }>(listSessions);
    expect(body.data.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
    expect(body.data[0]).toMatchObject({ ipAddress: expect.any(String), userAgent: expect.any(String) });
    const params = { sessionId: body.data[0]?.id ?? '' };
    const stranger = await newPerson();
    expect((await stranger.send(revokeSession, { params })).status).toBe(404);
    expect((await person.send(revokeSession, { params })).status).toBe(204);
    expect([await statusOf(other.send), await statusOf(person.send)]).toEqual([401, 200]);
    const refreshed = await anybody(refreshSession, { body: { refreshToken: other.refreshToken } });
    expect(refreshed.status).toBe(401);
    expect((await person.send(revokeSession, { params })).status).toBe(404);
  });

  it('signs out, with and without a body', async () => {
    const person = await newPerson();
    const [second, third] = [await signIn(person), await signIn(person)];
    expect((await second.send(logout)).status).toBe(204);
    expect((await person.send(logout, { body: { refreshToken: third.refreshToken } })).status).toBe(204);
    for (const { send } of [person, second, third]) expect(await statusOf(send)).toBe(401);
  });

  it('changes the password; the other session ends', async () => {
    const person = await newPerson();
    const other = await signIn(person);
    const wrong = await person.send(changePassword, {
      body: { currentPassword: newPassword, newPassword },
    });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    const right = await person.send(changePassword, { body: { currentPassword: password, newPassword } });
    expect(right.status).toBe(204);
    expect([await statusOf(person.send), await statusOf(other.send)]).toEqual([200, 401]);
    expect((await signIn(person, password)).status).toBe(401);
    expect((await signIn(person, newPassword)).status).toBe(200);
  });
});

describe('a forgotten password', () => {
  it('is set anew by the link of a mail, once; nobody stays signed in', async () => {
    const person = await newPerson();
    const asked = await anybody(requestPasswordReset, { body: { email: person.email.toUpperCase() } });
    expect(asked).toMatchObject({ status: 202, body: undefined });
    const body = { token: await mailedToken(url, person.email), newPassword };
    expect((await anybody(resetPassword, { body })).status).toBe(204);
    expect(await statusOf(person.send)).toBe(401);
    expect((await signIn(person, newPassword)).status).toBe(200);
    const again = await anybody(resetPassword, { body });
    expect(again).toMatchObject({ status: 422, body: { code: 'token_invalid' } });
  });

  it('gets the same answer for an address that nobody has', async () => {
    const person = await newPerson();
    const ask = async (email: string) => {
      const { status, body, headers } = await anybody(requestPasswordReset, { body: { email } });
      return [status, body, [...headers.keys()]];
    };
    expect(await ask(person.email)).toEqual(await ask(`${crypto.randomUUID()}@nowhere.example`));
  });
});

it('an address is locked after ten failures, whoever has it, with the right password too', async () => {
  const person = await newPerson();
  for (const email of [person.email, `${crypto.randomUUID()}@nowhere.example`]) {
    for (let time = 0; time < 10; time += 1) {
      expect((await signIn({ email }, 'Wrong-Password-1')).status).toBe(401);
    }
    const { status, body, headers } = await anybody(login, { body: { email, password } });
    expect([status, body]).toMatchObject([429, { code: 'locked_out' }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
  }
  const change = await person.send(changePassword, { body: { currentPassword: password, newPassword } });
  expect(change).toMatchObject({ status: 429, body: { code: 'locked_out' } });
});
