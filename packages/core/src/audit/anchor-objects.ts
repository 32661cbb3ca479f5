import * as z from 'zod';
import type { TenantContext } from '../platform/context.ts';
import { ObjectMissingError } from '../platform/object-store-port.ts';
import type { ChainPosition } from './hash-chain.ts';

/** Hashes are kept by blocks of so many entries. */
export const blockSize = 1000;

type Context = TenantContext<'objects'>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const storedHead = z.object({ sequence: z.int().min(1), hash, at: z.string() });
const storedBlock = z.object({ hashes: z.array(hash).max(blockSize) });

/** A head of a chain, and when its copy was put out of the reach of whoever can write to the database. */
export type Anchor = z.infer<typeof storedHead>;

export function anchorPrefix(organizationId: string): string {
  return `org/${organizationId}/audit/`;
}

/** The block that holds the hash of an entry. */
export function blockOf(sequence: number): number {
  return Math.floor((sequence - 1) / blockSize);
}

/** The newest copy of a head; undefined when there is none, or none that can be read. */
export function readAnchor(ctx: Context): Promise<Anchor | undefined> {
  return read(ctx, headKey(ctx.organizationId), storedHead);
}

/** The bucket keeps its former versions. */
export function writeAnchor(ctx: Context, head: ChainPosition): Promise<void> {
  const { sequence, hash } = head;
  return write(ctx, headKey(ctx.organizationId), { sequence, hash, at: ctx.clock().toISOString() });
}

/** Hashes of the entries of a block, in order; empty when there are none that can be read. */
export async function readBlock(ctx: Context, block: number): Promise<readonly string[]> {
  return (await read(ctx, blockKey(ctx.organizationId, block), storedBlock))?.hashes ?? [];
}

export function writeBlock(ctx: Context, block: number, hashes: readonly string[]): Promise<void> {
  return write(ctx, blockKey(ctx.organizationId, block), { hashes });
}

function headKey(organizationId: string): string {
  return `${anchorPrefix(organizationId)}head.json`;
}

function blockKey(organizationId: string, block: number): string {
  return `${anchorPrefix(organizationId)}hashes/${String(block).padStart(9, '0')}.json`;
}

async function read<T extends z.ZodType>(
  ctx: Context,
  key: string,
  shape: T,
): Promise<z.output<T> | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await ctx.ports.objects.get(key);
  } catch (error) {
    if (error instanceof ObjectMissingError) return undefined;
    throw error;
  }
  try {
    return shape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}

function write(ctx: Context, key: string, content: unknown): Promise<void> {
  return ctx.ports.objects.put(key, Buffer.from(JSON.stringify(content)), 'application/json');
}
