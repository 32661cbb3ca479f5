import { synthesizeApp } from '@elenchus/infra/app';

const [outdir = '', settings = '{}'] = process.argv.slice(2);
const { corsOrigins } = JSON.parse(settings) as { corsOrigins: string[] };
await synthesizeApp({ outdir, bundleFolder: 'none', stage: 'development', nag: false, corsOrigins });
