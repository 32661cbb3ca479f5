import { bundleFunctions } from '@elenchus/functions/bundling/bundle-functions';
import { functionTable } from '@elenchus/functions/table';

const [outFolder = ''] = process.argv.slice(2);
await bundleFunctions({ rows: functionTable, outFolder, layout: 'shared' });
