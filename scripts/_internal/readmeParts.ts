import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The parts of README.md that are written by a script, between comments that name them. */
export const partNames = ['figures', 'sample'] as const;
export type PartName = (typeof partNames)[number];

const markOf = (name: PartName): RegExp => new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);

/** A text with a part of it replaced. Throws RangeError where it has none of that name. */
export function withPart(text: string, name: PartName, part: string): string {
  if (!markOf(name).test(text)) throw new RangeError(`README.md has no part <!-- ${name} -->`);
  return text.replace(markOf(name), (_, open: string, close: string) => `${open}${part}\n${close}`);
}

interface Library {
  readonly title: string;
  readonly name: string;
  readonly findings: readonly { readonly kind: string }[];
}

function librariesIn(folder: string): readonly Library[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { title, findings } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<Library, 'name'>;
      return { title, findings, name: file.slice(0, -'.json'.length) };
    });
}

const inThousands = (count: number): string => count.toLocaleString('en-GB');

/** What has been found so far: planted faults from docs/faults.md, defects of libraries from docs/findings. */
export function figures(root: string): string {
  const [, planted = '', caught = ''] =
    /(\d+) faults, (\d+) caught/.exec(readFileSync(`${root}docs/faults.md`, 'utf8')) ?? [];
  const faults = `- **${inThousands(Number(caught))} of ${inThousands(Number(planted))} planted faults caught.** Every law is known to catch a bug, and each bug is listed with the laws that do: [docs/faults.md](docs/faults.md).`;
  const libraries = librariesIn(`${root}docs/findings`).map((library) => ({
    ...library,
    defects: library.findings.filter(({ kind }) => kind === 'defect').length,
  }));
  const wrong = libraries.filter(({ defects }) => defects > 0);
  if (wrong.length === 0) return faults;
  const total = libraries.reduce((sum, { defects }) => sum + defects, 0);
  const named = wrong
    .toSorted((a, b) => b.defects - a.defects || a.title.localeCompare(b.title))
    .map(({ title, name, defects }) => `[${title}](docs/findings/${name}.md) ${defects}`);
  return `${faults}
- **${inThousands(total)} defects in ${wrong.length} published ${wrong.length === 1 ? 'library' : 'libraries'}**, each with the call that shows it: ${named.join(', ')}.`;
}

/** The first failure that is explained of ml-matrix's factorisation, as the terminal has it. */
export function sample(root: string): string {
  const parameters = ['check', 'adapters/ml-matrix', '--operations', 'decompositions.qr/C1', '--no-color'];
  const env = { ...process.env, FORCE_COLOR: '', GITHUB_ACTIONS: '' };
  const { stdout } = spawnSync(process.execPath, [`${root}conformance/cli.ts`, ...parameters], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  const [told] = /^1\. [\s\S]*?\n {2}replay .*$/m.exec(stdout) ?? [];
  if (told === undefined) throw new Error(`ml-matrix did not fail:\n${stdout}`);
  const command = '$ npx tensor-laws check adapters/ml-matrix --operations qr/C1';
  return `\`\`\`\n${command}\n${told.replace(/(replay \w{12})[\w-]+/, '$1...')}\n\`\`\``;
}
