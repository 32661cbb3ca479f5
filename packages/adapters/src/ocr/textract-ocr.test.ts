import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { TextractOcr } from './textract-ocr.ts';

/** What the server has been sent, and what it answers next; the last answer is repeated. */
const requests: { headers: IncomingMessage['headers']; body: string }[] = [];
let answers: { status: number; body: object }[] = [];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: {} };
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
afterAll(() => server.close());
beforeEach(() => {
  requests.length = 0;
});

const engine = new TextractOcr({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  maxAttempts: 2,
  retryMode: 'standard',
});
const image = { png: Uint8Array.of(1, 2, 3), widthPixels: 1000, heightPixels: 2000 };

type Point = readonly [x: number, y: number];

/** A block as Textract writes it; the polygon begins at the top left of the text as it is read. */
function block(
  type: 'LINE' | 'WORD',
  id: string,
  text: string,
  polygon: readonly Point[],
  children: string[] = [],
) {
  const [xs, ys] = [polygon.map(([x]) => x), polygon.map(([, y]) => y)];
  const [Left, Top] = [Math.min(...xs), Math.min(...ys)];
  return {
    BlockType: type,
    Id: id,
    Text: text,
    Confidence: 98.5,
    Geometry: {
      BoundingBox: { Left, Top, Width: Math.max(...xs) - Left, Height: Math.max(...ys) - Top },
      Polygon: polygon.map(([X, Y]) => ({ X, Y })),
    },
    ...(children.length === 0 ? {} : { Relationships: [{ Type: 'CHILD', Ids: children }] }),
  };
}

function box(left: number, top: number, width: number, height = 0.02): Point[] {
  return [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ];
}

test('an image is sent along, and lines come back with their words and paragraphs', async () => {
  const Blocks = [
    { BlockType: 'PAGE', Id: 'p', Relationships: [{ Type: 'CHILD', Ids: ['1', '2', '3'] }] },
    block('LINE', '1', 'Dear Sir', box(0.1, 0.1, 0.2), ['1a', '1b']),
    block('LINE', '2', 'We write', box(0.1, 0.125, 0.2), ['2a']),
    block('LINE', '3', 'Yours', box(0.1, 0.3, 0.2), ['3a']),
    block('WORD', '1a', 'Dear', box(0.1, 0.1, 0.1)),
    block('WORD', '1b', 'Sir', box(0.22, 0.1, 0.08)),
    block('WORD', '2a', 'We', box(0.1, 0.125, 0.05)),
    block('WORD', '3a', 'Yours', box(0.1, 0.3, 0.2)),
  ];
  answers = [{ status: 200, body: { Blocks, DocumentMetadata: { Pages: 1 } } }];
  const { lines, quarterTurns } = await engine.read(image);
  expect(requests[0]?.headers).toMatchObject({
    'x-amz-target': 'Textract.DetectDocumentText',
    'content-type': 'application/x-amz-json-1.1',
  });
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ Document: { Bytes: 'AQID' } });
  expect(quarterTurns).toBe(0);
  expect(lines.map(({ words, paragraph }) => [paragraph, ...words.map(({ text }) => text)])).toEqual([
    [0, 'Dear', 'Sir'],
    [0, 'We'],
    [1, 'Yours'],
  ]);
  expect(lines[0]?.words[1]).toMatchObject({
    confidence: 0.985,
    x: 0.22,
    y: 0.1,
    height: expect.closeTo(0.02),
  });
});

test.each([
  [
    'upright',
    0,
    [
      [0.1, 0.1],
      [0.5, 0.1],
      [0.5, 0.12],
      [0.1, 0.12],
    ],
  ],
  [
    'running up',
    1,
    [
      [0.1, 0.5],
      [0.1, 0.1],
      [0.12, 0.1],
      [0.12, 0.5],
    ],
  ],
  [
    'upside down',
    2,
    [
      [0.5, 0.12],
      [0.1, 0.12],
      [0.1, 0.1],
      [0.5, 0.1],
    ],
  ],
  [
    'running down',
    3,
    [
      [0.12, 0.1],
      [0.12, 0.5],
      [0.1, 0.5],
      [0.1, 0.1],
    ],
  ],
] satisfies [string, number, Point[]][])('text %s is read by %i quarter turns', async (_, turns, polygon) => {
  const Blocks = [block('LINE', '1', 'Text', polygon, ['2']), block('WORD', '2', 'Text', polygon)];
  answers = [{ status: 200, body: { Blocks } }];
  const reading = await engine.read(image);
  expect(reading.quarterTurns).toBe(turns);
  expect(reading.lines[0]?.words[0]).toMatchObject({ x: 0.1, y: 0.1 });
});

test('a page without text has no lines', async () => {
  answers = [{ status: 200, body: { Blocks: [{ BlockType: 'PAGE', Id: 'p' }] } }];
  expect(await engine.read(image)).toEqual({ lines: [], quarterTurns: 0 });
});

test('a throttled call is made again', async () => {
  answers = [
    { status: 400, body: { __type: 'ProvisionedThroughputExceededException', Message: 'slow down' } },
    { status: 200, body: { Blocks: [] } },
  ];
  expect(await engine.read(image)).toMatchObject({ lines: [] });
  expect(requests).toHaveLength(2);
});

test.each([
  ['DocumentTooLargeException', 'ocr_too_complex'],
  ['AccessDeniedException', 'ocr_unavailable'],
  ['BadDocumentException', 'ocr_unavailable'],
])('%s is %s', async (type, code) => {
  answers = [{ status: 400, body: { __type: type, Message: 'no' } }];
  await expect(engine.read(image)).rejects.toMatchObject({ code });
});

test('an image beyond the limits is not sent', async () => {
  const large = { ...image, png: new Uint8Array(10 * 1024 * 1024 + 1) };
  await expect(engine.read(large)).rejects.toMatchObject({ code: 'ocr_too_complex' });
  await expect(engine.read({ ...image, widthPixels: 10_001 })).rejects.toMatchObject({
    code: 'ocr_too_complex',
  });
  expect(requests).toEqual([]);
});

test('an abort ends the call with its reason', async () => {
  const stop = new AbortController();
  stop.abort(new Error('no longer wanted'));
  await expect(engine.read(image, { signal: stop.signal })).rejects.toThrow('no longer wanted');
});
