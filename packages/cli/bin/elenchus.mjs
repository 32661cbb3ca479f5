#!/usr/bin/env node
// Starts the command line tool as all programs of the repository are started: with the Node.js that it brings along.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('../src/main.ts', import.meta.url)));
await import(new URL('../../local/bin/run.mjs', import.meta.url).href);
