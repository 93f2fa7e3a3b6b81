import { existsSync } from 'node:fs';
import { derivedLaws } from '../../properties/derived/index.ts';
import type { AnyOperation } from '../../spec/operation.ts';

/** A row of a page of docs/catalogue: what the catalogue says, and what stands for it. */
export interface Row {
  readonly section: Section;
  readonly line: number;
  /** The row's own columns: `L07`, `tensor.map2`, the statement. */
  readonly says: readonly string[];
  /** Operations, clauses, fixtures, files of tests; empty where nothing stands yet. */
  readonly stands: readonly string[];
  /** Why nothing does and nothing will. */
  readonly not: string | undefined;
}

const sections = ['Operations', 'Laws', 'Golden rows', 'Errata'] as const;
export type Section = (typeof sections)[number];

export interface Page {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Reads a page; throws Error, with the line, for a last column that is neither a list in backquotes, nor `not: why`, nor empty. */
export function readPage(text: string): Page {
  const rows: Row[] = [];
  let section: Section | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.startsWith('## ')) section = sections.find((name) => line === `## ${name}`);
    const cells = cellsOf(line);
    if (section === undefined || cells === undefined) continue;
    rows.push({ section, line: at + 1, says: cells.slice(0, -1), ...standing(cells.at(-1) ?? '', at + 1) });
  }
  return { title: /^# (.*)/.exec(text)?.[1] ?? '', rows: rows.filter(({ says }) => !isHeading(says)) };
}

const cellsOf = (line: string): string[] | undefined =>
  line.startsWith('| ')
    ? line
        .slice(1, line.lastIndexOf('|'))
        .split('|')
        .map((cell) => cell.trim())
    : undefined;

const isHeading = ([first = '']: readonly string[]): boolean => ['catalogue', 'row', 'number'].includes(first);

function standing(cell: string, line: number): Pick<Row, 'stands' | 'not'> {
  if (cell.startsWith('not: ')) return { stands: [], not: cell.slice('not: '.length) };
  if (cell === '' || cell === 'stands as') return { stands: [], not: undefined };
  if (!/^`[^`]+`(, `[^`]+`)*$/.test(cell))
    throw new Error(`line ${line}: the last column must be \`id\`, \`id\`.. or "not: why", got "${cell}"`);
  return { stands: [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), not: undefined };
}

/** Everything that a row may name. */
export interface Known {
  readonly root: URL;
  readonly operations: Readonly<Record<string, AnyOperation>>;
  readonly fixtures: ReadonlySet<string>;
  /** Clauses of phenomena and programs, `phenomena.P001/holds`. */
  readonly others: ReadonlySet<string>;
}

/** The names in a row that mean nothing. */
export const unknownIn = ({ stands }: Row, known: Known): string[] => stands.filter((name) => !means(name, known));

function means(name: string, { root, operations, fixtures, others }: Known): boolean {
  if (name.startsWith('test/')) return existsSync(new URL(name, root));
  if (fixtures.has(name) || others.has(name)) return true;
  const [id = '', ...rest] = name.split('/');
  const operation = Object.hasOwn(operations, id) ? operations[id] : undefined;
  return operation !== undefined && (rest.length === 0 || clausesOf(operation).has(rest.join('/')));
}

const clausesOf = (operation: AnyOperation): ReadonlySet<string> =>
  new Set([
    ...Object.keys(operation.clauses),
    ...Object.keys(operation.rejects ?? {}),
    ...Object.keys(operation.errata ?? {}),
    ...derivedLaws(operation).map(({ clause }) => clause),
  ]);

/** How many rows of each section there are, and how many of them stand. */
export const counted = (rows: readonly Row[]): { section: Section; all: number; standing: number; not: number }[] =>
  sections.map((section) => {
    const own = rows.filter((row) => row.section === section);
    return {
      section,
      all: own.length,
      standing: own.filter(({ stands }) => stands.length > 0).length,
      not: own.filter(({ not }) => not !== undefined).length,
    };
  });
