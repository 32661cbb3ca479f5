import { readdir } from 'node:fs/promises';
import type { RouteContract } from '@elenchus/contracts/platform/route';
import type { PlacedContract } from './operation-files.ts';

const sources = new URL('../../packages/contracts/src/', import.meta.url);

/** Finds which module exports each contract, in the order of the contracts. Throws for one that none exports. */
export async function placeContracts(contracts: readonly RouteContract[]): Promise<PlacedContract[]> {
  const places = new Map<unknown, Omit<PlacedContract, 'contract'>>();
  for (const path of (await readdir(sources, { recursive: true })).sort()) {
    const [, folder, module] = /^([\w-]+)\/([\w-]*routes)\.ts$/.exec(path) ?? [];
    if (folder === undefined || module === undefined) continue;
    const exported: Record<string, unknown> = await import(new URL(path, sources).href);
    for (const [name, value] of Object.entries(exported)) places.set(value, { folder, module, name });
  }
  return contracts.map((contract) => {
    const place = places.get(contract);
    if (place === undefined) throw new Error(`no routes.ts of the contracts exports ${contract.operation}`);
    return { ...place, contract };
  });
}
