import * as z from 'zod';
import { id } from '../platform/fields.ts';

/** Input of the state machine `document-ingestion` and of its tasks; ids only. */
export const ingestionInput = z.object({ organizationId: id, documentId: id, attempt: z.int().min(1) });
export type IngestionInput = z.infer<typeof ingestionInput>;

/** What a step answers: go on, or nothing is left to do (rejected, deleted, or superseded by a later attempt). */
export const stepResult = z.object({ outcome: z.enum(['continue', 'ended']) });
export type StepResult = z.infer<typeof stepResult>;

/** A run of chunk ordinals, half-open, that one embedding task takes. */
export const embeddingBatch = z.object({ from: z.int().min(0), to: z.int().min(1) });
export type EmbeddingBatch = z.infer<typeof embeddingBatch>;

export const chunkResult = stepResult.extend({ batches: z.array(embeddingBatch) });
export type ChunkResult = z.infer<typeof chunkResult>;

export const embedInput = ingestionInput.extend({ batch: embeddingBatch });
export type EmbedInput = z.infer<typeof embedInput>;

/** What Catch hands over; only the error's name is needed. */
export const failInput = ingestionInput.extend({ error: z.object({ Error: z.string() }) });
export type FailInput = z.infer<typeof failInput>;

/** The part of EventBridge's S3 event `Object Created` that is read. */
export const objectCreatedEvent = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), 'version-id': z.string() }),
  }),
});
