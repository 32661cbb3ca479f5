import type { PGlite } from '@electric-sql/pglite';
import { type Backend, identifier, literal } from './backend.ts';

/** This build of PGlite does not keep its user ids where the gateway can set them; roles could not be enforced. */
export class UnsupportedBuildError extends Error {
  readonly code = 'database_build_unsupported';
}

export interface Role {
  readonly name: string;
  readonly oid: number;
}

const SUPERUSER: Role = { name: 'postgres', oid: 10 };
/** Two predefined roles with fixed oids (PostgreSQL's pg_authid.dat). */
const PROBES: readonly Role[] = [
  { name: 'pg_monitor', oid: 3373 },
  { name: 'pg_read_all_data', oid: 6181 },
];
/** The variables are static data, which the linker places at the start of the memory. */
const SEARCHED_BYTES = 16 * 1024 * 1024;

/**
 * Makes the one session act as the role that a client logged in with.
 *
 * A single-user PostgreSQL authenticates everybody as the superuser, and whoever is authenticated as a superuser may
 * `SET SESSION AUTHORIZATION` back to it. So the gateway also sets the authenticated user (`AuthenticatedUserId` in
 * PostgreSQL's miscinit.c), which no SQL statement changes. Its place in memory is found by experiment and proven by
 * behaviour at each start.
 */
export class SessionUser {
  readonly #backend: Backend;
  readonly #pglite: PGlite;
  readonly #slot: number;
  #current = SUPERUSER;

  private constructor(backend: Backend, pglite: PGlite, slot: number) {
    this.#backend = backend;
    this.#pglite = pglite;
    this.#slot = slot;
  }

  /** Throws UnsupportedBuildError. */
  static async find(backend: Backend, pglite: PGlite): Promise<SessionUser> {
    let candidates: number[] | undefined;
    for (const role of PROBES) {
      await backend.query(`SET SESSION AUTHORIZATION ${role.name}`);
      candidates = slotsFor(words(pglite), role.oid).filter((slot) => candidates?.includes(slot) ?? true);
      await backend.query(`SET SESSION AUTHORIZATION ${SUPERUSER.name}`);
    }
    const [slot] = candidates ?? [];
    if (slot === undefined || candidates?.length !== 1) {
      throw new UnsupportedBuildError(
        `expected one place of the authenticated user, found ${candidates?.length ?? 0}`,
      );
    }
    const user = new SessionUser(backend, pglite, slot);
    await user.#prove();
    return user;
  }

  /** Becomes `role`; the role of a previous `SET ROLE` must be reset before. */
  async become(role: Role): Promise<void> {
    if (role.oid === this.#current.oid && role.name === this.#current.name) return;
    this.#write(SUPERUSER.oid);
    this.#current = SUPERUSER;
    await this.#backend.query(`SET SESSION AUTHORIZATION ${identifier(role.name)}`);
    this.#write(role.oid);
    this.#current = role;
  }

  async becomeSuperuser(): Promise<void> {
    await this.become(SUPERUSER);
  }

  /** Looks up a role; undefined if there is none of this name. The session must be the superuser's. */
  async lookUp(name: string): Promise<(Role & { canLogin: boolean }) | undefined> {
    const [row] = await this.#backend.query(
      `select oid, rolcanlogin from pg_catalog.pg_roles where rolname = ${literal(name)}`,
    );
    return row === undefined ? undefined : { name, oid: Number(row[0]), canLogin: row[1] === 't' };
  }

  #write(oid: number): void {
    words(this.#pglite)[this.#slot] = oid;
  }

  async #prove(): Promise<void> {
    const [probe] = PROBES;
    if (probe === undefined) return;
    await this.become(probe);
    const escaped = await this.#backend.query(`SET SESSION AUTHORIZATION ${SUPERUSER.name}`).then(
      () => true,
      () => false,
    );
    await this.becomeSuperuser();
    const [row] = await this.#backend.query('select session_user, current_user');
    if (escaped || row?.[0] !== SUPERUSER.name || row[1] !== SUPERUSER.name) {
      throw new UnsupportedBuildError('setting the authenticated user had no effect');
    }
  }
}

/** The memory can move when it grows, so the view is made anew each time. */
function words(pglite: PGlite): Uint32Array {
  const { buffer } = pglite.Module['HEAPU8'] as Uint8Array<ArrayBuffer>;
  return new Uint32Array(buffer, 0, Math.min(SEARCHED_BYTES, buffer.byteLength) / 4);
}

/**
 * Where the authenticated user can be while `oid` is the session user: current, outer and session user, the
 * superuser flag (0 now), the system user (none), then the authenticated user (still the superuser).
 */
function slotsFor(memory: Uint32Array, oid: number): number[] {
  const expected = [oid, oid, oid, 0, 0, SUPERUSER.oid];
  const slots: number[] = [];
  for (let i = memory.indexOf(oid); i >= 0; i = memory.indexOf(oid, i + 1)) {
    if (expected.every((value, k) => memory[i + k] === value)) slots.push(i + expected.length - 1);
  }
  return slots;
}
