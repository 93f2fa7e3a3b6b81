import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figures, sample, withPart } from './_internal/readmeParts.ts';

/** Writes the figures of README.md from docs/; with --sample also its sample of a failure, by running it. */
const root = fileURLToPath(new URL('..', import.meta.url));
const path = `${root}README.md`;
const told = withPart(readFileSync(path, 'utf8'), 'figures', figures(root));
writeFileSync(path, process.argv.includes('--sample') ? withPart(told, 'sample', sample(root)) : told);
