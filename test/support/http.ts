import type { AuditEntry } from '@elenchus/contracts/audit/models';
import { listAuditLog } from '@elenchus/contracts/audit/routes';
import { createInvitation } from '@elenchus/contracts/identity/member-routes';
import { register } from '@elenchus/contracts/identity/routes';
import type { Role } from '@elenchus/contracts/platform/roles';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import { expect, vi } from 'vitest';
import { password } from './client.ts';

export interface HttpRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back, as it is: nothing is checked or thrown. */
export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export type Send = <T = unknown>(contract: RouteContract, request?: HttpRequest) => Promise<HttpAnswer<T>>;

/** Sends requests to the server with these credentials, without a client in between. */
export function sender(url: string, credentials: Readonly<Record<string, string>>): Send {
  return async <T>(contract: RouteContract, { params, query, body, headers }: HttpRequest = {}) => {
    const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '');
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const response = await fetch(`${url}${path}${search}`, {
      method: contract.method,
      headers: {
        ...credentials,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers: answered } = response;
    return { status, headers: answered, body: (text === '' ? undefined : JSON.parse(text)) as T };
  };
}

export interface Person {
  readonly send: Send;
  readonly id: string;
  readonly email: string;
}

/** Somebody who has just registered, by founding an organization or by invitation. */
export async function registerPerson(
  url: string,
  email: string,
  how: { readonly organizationName: string } | { readonly invitationToken: string },
): Promise<Person> {
  const body = { email, password, fullName: 'Test Person', ...how };
  const answer = await sender(url, {})<{ accessToken: string; user: { id: string } }>(register, { body });
  expect(answer.status).toBe(201);
  const { accessToken, user } = answer.body;
  return { send: sender(url, { authorization: `Bearer ${accessToken}` }), id: user.id, email };
}

/** The token in the link of the mail to an address, once it has come to the outbox. */
export function mailedToken(url: string, address: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const { data } = (await (await fetch(`${url}/dev/outbox`)).json()) as {
        data: { to: string; text: string }[];
      };
      const text = data.find(({ to }) => to === address)?.text ?? '';
      return /\?token=([\w-]{43})\b/.exec(text)?.[1] ?? expect.fail(`no mail to ${address}`);
    },
    { timeout: 20_000, interval: 100 },
  );
}

/** Somebody who has come by an invitation to this role. */
export async function joinByInvitation(
  url: string,
  admin: Person,
  role: Exclude<Role, 'owner'>,
): Promise<Person> {
  const email = `${crypto.randomUUID()}@firm.example`;
  const { status } = await admin.send(createInvitation, { body: { email, role } });
  expect(status).toBe(201);
  return registerPerson(url, email, { invitationToken: await mailedToken(url, email) });
}

/** What the audit log tells of an action to an admin: who did it to what, oldest first. */
export async function auditSeenBy(
  { send }: Person,
  action: string,
): Promise<Pick<AuditEntry, 'actor' | 'resource' | 'details'>[]> {
  const { body } = await send<{ data: AuditEntry[] }>(listAuditLog, { query: { action, limit: '100' } });
  return body.data.toReversed().map(({ actor, resource, details }) => ({ actor, resource, details }));
}
