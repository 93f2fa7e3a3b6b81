#!/usr/bin/env node
import { existsSync } from 'node:fs';

// The published package has dist/; a checkout runs its sources, for which `npx` and the npm scripts bring the pinned Node.
const built = new URL('../dist/conformance/cli.js', import.meta.url);
const sources = new URL('../conformance/cli.ts', import.meta.url);
await import(existsSync(sources) ? sources.href : built.href);
