import { spawnSync } from 'node:child_process';

/**
 * `npm install git+<url>` has only what `prepare` makes: there the package is built. In a clone that somebody works in, the sources
 * run as they are, and `npm ci` need not wait for a build.
 */
const isDependency = process.env._PACOTE_NO_PREPARE_ !== undefined;
if (isDependency) {
  const { status } = spawnSync('npm', ['run', '--silent', 'prepack'], { stdio: 'inherit', shell: true });
  process.exit(status ?? 1);
}
