import { dedent, indent } from './text.ts';

/**
 * The source text of a definition or an equation, as a reader wants it: without the gaps that erased types leave behind.
 *
 * A record is a plain object of functions, and a function knows its text: what is shown is what runs.
 */
export function sourceText(code: (...values: never[]) => unknown): string {
  const text = code
    .toString()
    .replace(/^definition\s*(?=\()/, '')
    // Type parameters and annotations are blanked out by the loader: runs of spaces between two tokens.
    .replace(/(?<=\S)[ \t]{2,}(?=\S)/g, ' ')
    .replace(/(?<=[\w)\]}])[ \t]+(?=[,)])/g, '')
    .replace(/\n(?:[ \t]*\n)+/g, '\n');
  const [first = '', ...rest] = dedent(text).split('\n');
  // The text begins within a line; where that line stood shows in the bracket that closes it, if it opens one.
  const hanging = first.endsWith('=>');
  return [first, ...(hanging ? indent(rest, 2) : rest)].join('\n');
}
