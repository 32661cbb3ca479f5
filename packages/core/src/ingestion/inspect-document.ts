import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
import type { AuditRecord } from '../audit/record-audit.ts';
import { originalKey } from '../documents/object-keys.ts';
import { detectMediaType } from '../parsing/detect-media-type.ts';
import type { TenantContext } from '../platform/context.ts';
import { runStage, type StageOutcome } from './run-stage.ts';

/** Size, hash and type by content; a file that contradicts what was announced is rejected. */
export function inspectDocument(call: {
  readonly ctx: TenantContext<'db' | 'objects'>;
  readonly input: IngestionInput;
}): Promise<StepResult> {
  const { ctx, input } = call;
  return runStage(ctx, input, {
    name: 'inspect',
    work: async (document): Promise<StageOutcome> => {
      const key = originalKey(ctx.organizationId, document.id);
      const digest = await ctx.ports.objects.digest(key, document.originalVersionId ?? undefined);
      const { sha256, sizeBytes } = digest;
      const received: AuditRecord = {
        action: 'document.received',
        resource: { type: 'document', id: document.id },
        details: { attempt: input.attempt, versionId: document.originalVersionId, sha256, sizeBytes },
      };
      if (document.announcedSha256 !== null && document.announcedSha256 !== sha256) {
        return {
          outcome: 'rejected',
          code: 'hash_mismatch',
          records: [received],
          message:
            'The file that arrived is not the one that was announced. Announce the right file and upload it with its new form.',
        };
      }
      const detected = detectMediaType({
        fileName: document.fileName,
        sizeBytes,
        head: digest.beginning,
      });
      if (detected.outcome === 'rejected') return { ...detected, records: [received] };
      return {
        outcome: 'continue',
        detail: `${detected.mediaType}, ${sizeBytes} bytes`,
        records: [received],
        changes: async () => ({ mediaType: detected.mediaType, sizeBytes, sha256, progress: 0.1 }),
      };
    },
  });
}
