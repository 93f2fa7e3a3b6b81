import { writeFileSync } from 'node:fs';
import { referencePage } from './_internal/referencePage.ts';

/** Writes docs/reference.md. */
writeFileSync(new URL('../docs/reference.md', import.meta.url), referencePage());
