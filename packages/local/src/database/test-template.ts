import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };

/** A fresh cluster that all tests share, made by the first one that needs it: saves seconds each time. */
export const testTemplate = fileURLToPath(
  new URL(
    `../../../../node_modules/.cache/elenchus/pglite-${manifest.dependencies['@electric-sql/pglite']}.tar`,
    import.meta.url,
  ),
);
