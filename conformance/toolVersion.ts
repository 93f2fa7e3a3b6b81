import { existsSync, readFileSync } from 'node:fs';

/** Version of this package, from the nearest package.json above: the sources and the compiled files lie at different depths. */
export function toolVersion(): string {
  for (let folder = new URL('./', import.meta.url); ; folder = new URL('../', folder)) {
    const file = new URL('package.json', folder);
    if (existsSync(file)) return String((JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }).version);
    if (folder.pathname === new URL('../', folder).pathname) return 'unknown';
  }
}
