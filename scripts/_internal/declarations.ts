/** A name that a source declares, how, and what its doc comment says. */
export interface Declaration {
  readonly name: string;
  /** On one line: `readonly id: string`, `sum(terms: readonly T[]): T`. */
  readonly text: string;
  readonly doc: string;
}

/** The members of an interface, in a source that biome formatted: each lies at two spaces. */
export const membersOf = (source: string, name: string): Declaration[] =>
  declarations(
    part(source, new RegExp(`interface ${name}\\b[\\s\\S]*?\\{\n([\\s\\S]*?)^}`, 'm')),
    /^ {2}(?:readonly )?(\w+)/,
    (line) => /^ {2}\S.*;$/.test(line),
  );

/** The names of a union. */
export const namesOf = (source: string, name: string): Declaration[] =>
  declarations(part(source, new RegExp(`type ${name} =\n([\\s\\S]*?;\n)`)), /^ {2}\| '(\w+)/, () => true);

/** The functions and constants that a source exports. */
export const exportsOf = (source: string): Declaration[] =>
  declarations(source, /^export (?:async )?(?:function|const) (\w+)/, (line) => /^\S.*[;{>]$|^\)/.test(line));

/** Declarations one after another: each is headed by its doc comment, and ends with a line of its own kind. */
function declarations(source: string, head: RegExp, isEnd: (line: string) => boolean): Declaration[] {
  const found: Declaration[] = [];
  let doc: string[] = [];
  let open: { readonly name: string; readonly lines: string[] } | undefined;
  for (const line of source.split('\n')) {
    const text = line.trim();
    if (/^(\/\*\*|\*)/.test(text)) {
      doc = text.startsWith('/**') ? [text] : [...doc, text];
      continue;
    }
    const [, name] = open === undefined ? (head.exec(line) ?? []) : [];
    if (name !== undefined) open = { name, lines: [] };
    open?.lines.push(text);
    if (open !== undefined && isEnd(line)) {
      found.push({ name: open.name, text: open.lines.join(' '), doc: proseOf(doc) });
      open = undefined;
    }
    if (open === undefined) doc = [];
  }
  return found;
}

/** What an expression finds in a source. */
export function part(source: string, expression: RegExp): string {
  const [, found] = expression.exec(source) ?? [];
  if (found === undefined) throw new RangeError(`nothing in the source is ${expression}`);
  return found;
}

/** A doc comment without its stars, on one line. */
const proseOf = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/^\/\*\*|\*\/$/g, '').replace(/^\*\/?/, ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
