import { describe, expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { createCase, listCases } from './operations/cases.ts';
import { login } from './operations/identity.ts';
import { closedUrl, json, makeTiming, serve, serveInTurn } from './testing/test-server.ts';

const good = json(200, { data: [], nextCursor: null });
const unavailable = json(503, { code: 'not_ready' });
const body = { clientName: 'A' };
const credentials = { email: 'a@x.example', password: 'p' };

describe('a client', () => {
  it('outlives what passes, with longer and longer waits', async () => {
    const { url, seen } = await serveInTurn([unavailable, 'cut', json(502, {}), json(504, {}), good]);
    const { timing, waits } = makeTiming();
    const told: string[] = [];
    const onRetry = ({ fault, attempt, waitMs }: { fault: Error; attempt: number; waitMs: number }) =>
      told.push(`${attempt}: ${fault.name}, ${waitMs} ms`);
    const api = createApiClient({ baseUrl: url, timing, retry: { onRetry } });
    expect(await api.call(listCases)).toEqual({ data: [], nextCursor: null });
    expect(seen).toHaveLength(5);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(told).toEqual([
      '1: ApiError, 500 ms',
      '2: UnreachableError, 1000 ms',
      '3: ApiError, 2000 ms',
      '4: ApiError, 4000 ms',
    ]);
  });

  it('leaves up to half of a wait to chance', async () => {
    const { url } = await serveInTurn([unavailable, good]);
    const { timing, waits } = makeTiming();
    await createApiClient({ baseUrl: url, timing: { ...timing, random: () => 0.5 } }).call(listCases);
    expect(waits).toEqual([375]);
  });

  it('waits as long as the server asks for, in seconds or until a date', async () => {
    const { timing, waits } = makeTiming();
    const limited = (retryAfter: string, headers = {}) =>
      json(429, { code: 'rate_limited' }, { 'retry-after': retryAfter, ...headers });
    const date = 'Thu, 01 Jan 2026 12:00:07 GMT';
    const { url } = await serveInTurn([
      limited('7'),
      // The clock of the server is half a day ahead.
      limited(date, { date: 'Thu, 01 Jan 2026 12:00:00 GMT' }),
      limited('soon'),
      good,
    ]);
    await createApiClient({ baseUrl: url, timing }).call(listCases);
    expect(waits).toEqual([7000, 7000, 2000]);
  });

  it('gives up after its attempts, and when it would have to wait too long', async () => {
    const { timing, waits } = makeTiming();
    const { url, seen } = await serveInTurn([unavailable]);
    const api = createApiClient({ baseUrl: url, timing, retry: { attempts: 3 } });
    await expect(api.call(listCases)).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(3);
    waits.length = 0;
    const patient = api.call(listCases, { retry: { attempts: 100, patienceMs: 20_000 } });
    await expect(patient).rejects.toMatchObject({ status: 503 });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
    const { url: busy, seen: asked } = await serveInTurn([json(429, {}, { 'retry-after': '3600' })]);
    const refused = createApiClient({ baseUrl: busy, timing }).call(listCases);
    await expect(refused).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(asked).toHaveLength(1);
  });

  it('repeats a write with the key of its first attempt', async () => {
    const { url, seen } = await serveInTurn([
      'cut',
      unavailable,
      json(409, { code: 'idempotency_in_progress' }),
      good,
    ]);
    const { timing } = makeTiming();
    await createApiClient({ baseUrl: url, timing }).call(createCase, { body });
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ headers, body: sent }) => `${headers['idempotency-key']} ${sent}`)).size).toBe(
      1,
    );
    expect(seen[0]?.headers['idempotency-key']).toBeDefined();
  });

  it('does not repeat a write without a key, unless the server did not let it in', async () => {
    const { timing } = makeTiming();
    for (const turn of ['cut', unavailable] as const) {
      const { url, seen } = await serveInTurn([turn]);
      await expect(
        createApiClient({ baseUrl: url, timing }).call(login, { body: credentials }),
      ).rejects.toThrow();
      expect(seen).toHaveLength(1);
    }
    const { url, seen } = await serveInTurn([json(429, {}), good]);
    await createApiClient({ baseUrl: url, timing }).call(login, { body: credentials });
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['fails for good', json(403, {})],
    ['fails in an unknown way', json(500, {})],
    ['was stored with its key', json(504, {}, { 'idempotency-replayed': 'true' })],
  ])('does not repeat what %s', async (_what, turn) => {
    const { url, seen } = await serveInTurn([turn]);
    const { timing } = makeTiming();
    await expect(createApiClient({ baseUrl: url, timing }).call(createCase, { body })).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it('asks whether a wait is worth it', async () => {
    const { timing, waits } = makeTiming();
    const retry = { isWorthIt: () => false };
    const api = createApiClient({ baseUrl: await closedUrl(), timing, retry });
    await expect(api.call(listCases)).rejects.toMatchObject({ code: 'unreachable' });
    expect(waits).toEqual([]);
  });

  it('stops waiting when it is told to', async () => {
    const { url, seen } = await serveInTurn([json(429, {}, { 'retry-after': '60' })]);
    const stop = new AbortController();
    const retry = { onRetry: () => queueMicrotask(() => stop.abort()) };
    const api = createApiClient({ baseUrl: url, retry, signal: stop.signal });
    await expect(api.call(listCases)).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('really waits, and then really tries again', async () => {
    const { url, seen } = await serveInTurn([unavailable, good]);
    const startMs = performance.now();
    await createApiClient({ baseUrl: url, retry: { firstWaitMs: 60 } }).call(listCases);
    // At least half of it, less what timers are early.
    expect(performance.now() - startMs).toBeGreaterThan(28);
    expect(seen).toHaveLength(2);
  });

  it('takes an answer that does not come in time for none, and asks again', async () => {
    let requests = 0;
    const baseUrl = await serve((_request, response) => {
      requests += 1;
      if (requests > 1) good(response);
    });
    const { timing } = makeTiming();
    await createApiClient({ baseUrl, timing, timeoutMs: 100 }).call(listCases);
    expect(requests).toBeGreaterThan(1);
  });
});
