#!/usr/bin/env node
import * as nodeModule from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`error: tensor-laws needs Node 22.12 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

// Workers and adapters load the same modules again, each in a process of its own; the cache halves the time that takes. It
// must be on before those modules are compiled, which is why they are imported here.
nodeModule.enableCompileCache();
const { runProgram } = await import('./_internal/program.ts');
nodeModule.flushCompileCache();
const folder = nodeModule.getCompileCacheDir();
if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] ??= folder;

await runProgram(process.argv);
