import { spawnSync } from 'node:child_process';
import type { Library } from '../library.ts';

const commands: Readonly<Partial<Record<Library['language'], string>>> = {
  JavaScript: `'${process.execPath}' --input-type=module-typescript --no-warnings -`,
  Python: 'python3 -',
};

/** Seconds that the call of a finding may take; a language that is compiled takes them first of all for that. */
const limitOf = ({ language }: Pick<Library, 'language'>): number => (language === 'C++' ? 60 : 10);
const longest = 40;

/** What a program in a library's own API prints, and how it ends where it does not end well. */
export function callOutput(library: Library, call: string, folder: string, root: string): string {
  const { title, language, runs } = library;
  const limit = limitOf(library);
  const command = runs ?? commands[language];
  if (command === undefined) throw new TypeError(`${title}: \`runs\` says how a program in ${language} is run`);
  const { stdout, stderr, status, signal, error } = spawnSync('sh', ['-c', `exec ${command}`], {
    cwd: folder,
    input: call,
    encoding: 'utf8',
    timeout: 1000 * limit,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 24,
  });
  const ended =
    error !== undefined && 'code' in error && error.code === 'ETIMEDOUT'
      ? `no end within ${limit} s`
      : signal !== null
        ? `the process ends by ${signal}`
        : status === 0
          ? ''
          : errorIn(stderr);
  const lines = `${stdout.trimEnd()}\n${ended}`.replaceAll(root, '').trim().split('\n');
  return [...lines.slice(0, longest), ...(lines.length > longest ? ['...'] : [])].join('\n');
}

/** The line of an uncaught error that says what it is; a stack is of this machine. */
function errorIn(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return lines.findLast((line) => /^[\w.]*(Error|Exception|Warning)\b/.test(line)) ?? lines.at(-1) ?? '';
}
