import type { IngestionInput, StepResult } from '@elenchus/contracts/documents/ingestion';
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
      if (document.announcedSha256 !== null && document.announcedSha256 !== digest.sha256) {
        return {
          outcome: 'rejected',
          code: 'hash_mismatch',
          message:
            'The file that arrived is not the one that was announced. Announce the right file and upload it with its new form.',
        };
      }
      const detected = detectMediaType({
        fileName: document.fileName,
        sizeBytes: digest.sizeBytes,
        head: digest.beginning,
      });
      if (detected.outcome === 'rejected') return detected;
      return {
        outcome: 'continue',
        detail: `${detected.mediaType}, ${digest.sizeBytes} bytes`,
        changes: async () => ({
          mediaType: detected.mediaType,
          sizeBytes: digest.sizeBytes,
          sha256: digest.sha256,
          progress: 0.1,
        }),
      };
    },
  });
}
