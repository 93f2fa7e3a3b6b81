#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`error: tensor-laws needs Node 22.12 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

// Imported here, and not above: an older Node may not even read it.
const { runProgram } = await import('./commands/_internal/program.ts');
await runProgram(process.argv);
