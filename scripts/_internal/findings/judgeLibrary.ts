import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { progressOn } from '../../../conformance/commands/_internal/progress.ts';
import { check } from '../../../conformance/judge/check.ts';
import { loadOperations } from '../../../conformance/judge/laws.ts';
import { failureLines } from '../../../conformance/present/_internal/failureLines.ts';
import { paint } from '../../../conformance/present/_internal/paint.ts';
import { html } from '../../../conformance/present/html.ts';
import { readReport, reportText } from '../../../conformance/report/reportFile.ts';
import { pathOfCommand } from '../../../conformance/subject/command.ts';
import { UsageError } from '../../../conformance/usageError.ts';
import type { Library, Way } from '../library.ts';
import { callOutput } from './callOutput.ts';
import { explained, type Failure, type Judged } from './explained.ts';
import { findingsPage } from './findingsPage.ts';
import { build, checkTypes, install } from './install.ts';
import { recordOf } from './record.ts';

export interface Options {
  /** Root of the repository. */
  readonly root: string;
  /** Folder of the library, from the root. */
  readonly folder: string;
  /** Where the pages are written, from the root. */
  readonly pages: string;
  /** Where reports are written, from the root. */
  readonly reports: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Only this way; then no pages are written. */
  readonly way?: string | undefined;
  /** Reports of the last run are taken where they are there. */
  readonly keep?: boolean | undefined;
  readonly say: (text: string) => void;
}

/** Judges a library in all its ways and writes its pages. Returns whether every failure is explained and no finding is idle. */
export async function judgeLibrary(options: Options): Promise<boolean> {
  const { root, folder, pages, way: only, today, say } = options;
  const name = basename(folder);
  const absolute = join(root, folder);
  install(absolute);
  checkTypes(absolute, root);
  const library = await libraryIn(absolute);
  build(absolute, library);
  const ways = library.ways.filter((way) => only === undefined || way.name === only);
  if (ways.length === 0)
    throw new UsageError(
      `${name} has no way "${only}"; its ways are ${library.ways.map((way) => way.name).join(', ')}`,
    );
  const judged: Judged[] = [];
  for (const way of ways)
    for (const dtype of way.dtypes ?? [undefined]) judged.push(await judge(options, library, way, dtype));
  const { failures, idle } = explained(library, judged);
  if (only === undefined) {
    const record = recordOf({
      library,
      folder,
      judged,
      failures,
      printed: ({ call }) => callOutput(library, call, absolute, root),
      date: today,
      machine: `Node ${process.version}, ${process.platform} ${process.arch}`,
    });
    const base = resolve(root, pages, name);
    mkdirSync(resolve(root, pages), { recursive: true });
    writeFileSync(`${base}.md`, findingsPage(record));
    writeFileSync(`${base}.json`, `${JSON.stringify(record, null, 1)}\n`);
    say(`wrote ${pages}/${name}.md and .json`);
  }
  const open = failures.filter(({ findings }) => findings.length === 0);
  for (const text of [...openLines(open), ...idle]) say(text);
  say(
    `${name}: ${failures.length} failures, ${open.length} of them explained by no finding; ` +
      `${library.findings.length} findings, ${idle.length} of them or of their clauses idle`,
  );
  return open.length === 0 && idle.length === 0;
}

async function libraryIn(folder: string): Promise<Library> {
  const file = join(folder, 'library.ts');
  if (!existsSync(file))
    throw new UsageError(`${file}: no such file; it says what the library is, see CONTRIBUTING.md`);
  return ((await import(pathToFileURL(file).href)) as { readonly default: Library }).default;
}

async function judge(
  { root, folder, reports, keep, today, say }: Options,
  { findings, needs }: Library,
  way: Way,
  dtype: NonNullable<Way['dtypes']>[number] | undefined,
): Promise<Judged> {
  const file = resolve(root, reports, basename(folder), `${way.name}${dtype === undefined ? '' : `.${dtype}`}.json`);
  if (keep === true && existsSync(file)) {
    say(`${way.name}: the report of ${statSync(file).mtime.toISOString()} is kept`);
    // To tell what stands in it the records are needed, which nobody has loaded.
    await loadOperations();
    return { way: way.name, report: readReport(file) };
  }
  const own = findings.filter(({ ways }) => ways === undefined || ways.includes(way.name));
  const progress = progressOn(process.stderr);
  say(`${basename(folder)}, ${way.name}${dtype === undefined ? '' : `, ${dtype}`}`);
  const report = await check({
    adapter: way.exec === undefined ? join(folder, way.adapter) : pathOfCommand(way.exec),
    cwd: root,
    dtype,
    runs: way.runs,
    limits: way.timeout === undefined ? {} : { call: way.timeout * 1_000 },
    today,
    replays: own.flatMap(({ replays = [] }) => replays),
    onProgress: progress.show,
  })
    .catch((error) => {
      if (!(error instanceof UsageError) || needs === undefined) throw error;
      throw new UsageError(`${error.message}\nit needs ${needs}`);
    })
    .finally(progress.end);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, reportText(report));
  writeFileSync(file.replace(/json$/, 'html'), html(report));
  say(`  report: ${relative(root, file.replace(/json$/, 'html'))}`);
  return { way: way.name, report };
}

/** Every cause that no finding explains, by its first failure, with what else it fails. */
function openLines(open: readonly Failure[]): string[] {
  const causes = Map.groupBy(open, ({ way, report, clause }) => `${way}, ${report.dtype}: ${clause.cause}`);
  return [...causes].map(([cause, failures]) => {
    const [first, ...others] = failures;
    if (first === undefined) return '';
    const also = others.length === 0 ? [] : [`  also      ${others.map(({ clause }) => clause.id).join(', ')}`];
    const lines = failureLines(first.clause, first.report.adapter.path, paint(false), 120);
    return ['', `no finding explains, ${cause}`, ...lines, ...also].join('\n');
  });
}
