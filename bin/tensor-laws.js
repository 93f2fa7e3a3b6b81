#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname } from 'node:path';

// The published package has dist/; a checkout runs its sources, for which `npx` and the npm scripts bring the pinned Node.
const built = new URL('../dist/conformance/cli.js', import.meta.url);
const sources = new URL('../conformance/cli.ts', import.meta.url);
const isClone = existsSync(sources);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isOld = major < 22 || (major === 22 && minor < 12);
if (isOld || (isClone && !process.features.typescript)) {
  const needed = isClone ? '22.18' : '22.12';
  process.stderr.write(`error: tensor-laws needs Node ${needed} or newer; this is ${process.versions.node}\n`);
  process.stderr.write(
    isClone
      ? 'Inside the clone, after `npm ci`, `npx tensor-laws` runs on the pinned Node that it brings.\n'
      : 'Beside it, `npm install --save-dev node@24` brings one to the package, on which `npx tensor-laws` runs.\n',
  );
  process.exit(2);
}

// Before any module of ours is read: what is compiled, or stripped of its types, once is not again, here or in the processes
// that judge and those of adapters, which load the same modules.
nodeModule.enableCompileCache?.();
const folder = nodeModule.getCompileCacheDir?.();
if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(folder);

await import(isClone ? sources.href : built.href);
