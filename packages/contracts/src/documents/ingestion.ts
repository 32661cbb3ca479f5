import * as z from 'zod';
import { id } from '../platform/fields.ts';

/** Input of the state machine `document-ingestion` and of its tasks; ids only. */
export const ingestionInput = z.object({ organizationId: id, documentId: id, attempt: z.int().min(1) });
export type IngestionInput = z.infer<typeof ingestionInput>;

/** What a step answers: go on, or nothing is left to do (rejected, deleted, or superseded by a later attempt). */
export const stepResult = z.object({ outcome: z.enum(['continue', 'ended']) });
export type StepResult = z.infer<typeof stepResult>;

/** A run of a numbered list, half-open, that one task of a Map takes. */
export const batch = z.object({ from: z.int().min(0), to: z.int().min(1) });
export type Batch = z.infer<typeof batch>;

/** With `read_pages` the batches count the pages that have to be read by OCR, not the pages of the document. */
export const extractResult = z.object({
  outcome: z.enum(['continue', 'read_pages', 'ended']),
  batches: z.array(batch),
});
export type ExtractResult = z.infer<typeof extractResult>;

/** The batches count chunks by their ordinals. */
export const chunkResult = stepResult.extend({ batches: z.array(batch) });
export type ChunkResult = z.infer<typeof chunkResult>;

export const batchInput = ingestionInput.extend({ batch });
export type BatchInput = z.infer<typeof batchInput>;

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
