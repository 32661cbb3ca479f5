// npm run bench:http: what the platform costs around a handler, and how large and quick to load each function is.
import { measureBundles } from './http/bundles.ts';
import { measureMiddleware } from './http/middleware.ts';

await measureMiddleware();
await measureBundles();
