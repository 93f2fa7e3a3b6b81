#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname } from 'node:path';

// Before any module of ours is read: what is compiled, or stripped of its types, once is not again, here or in the processes
// that judge and those of adapters, which load the same modules.
nodeModule.enableCompileCache?.();
const folder = nodeModule.getCompileCacheDir?.();
if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(folder);

// The published package has dist/; a checkout runs its sources, for which `npx` and the npm scripts bring the pinned Node.
const built = new URL('../dist/conformance/cli.js', import.meta.url);
const sources = new URL('../conformance/cli.ts', import.meta.url);
await import(existsSync(sources) ? sources.href : built.href);
