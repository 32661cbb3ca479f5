#!/usr/bin/env node
// Starts the command line tool with the Node.js that the repository brings along.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('../src/main.ts', import.meta.url)));
await import('../../local/bin/run.mjs');
