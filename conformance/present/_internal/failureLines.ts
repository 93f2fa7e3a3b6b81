import type { ClauseReport } from '../../report/report.ts';
import { bounded } from './bounded.ts';
import { printable } from './escape.ts';
import { explain } from './explain.ts';
import type { Paint } from './paint.ts';
import { indent, wrap } from './text.ts';

const labelWidth = 10;

/** A label, and text wrapped beside it. */
export function hanging(
  label: string,
  style: (text: string) => string,
  text: string,
  width: number,
  column = labelWidth + 2,
): readonly string[] {
  const lines = text.split('\n').flatMap((line) => wrap(line, Math.max(width - column, 20)));
  const start = `  ${style(label)}${' '.repeat(Math.max(column - 2 - label.length, 0))}`;
  return lines.map((line, at) => (at === 0 ? `${start}${line}` : ' '.repeat(column) + line).trimEnd());
}

/**
 * One clause that failed: formula, code that can be pasted, what came out, what it means, how to see it again; long lists of numbers
 * are cut unless the whole is asked for.
 */
export function failureLines(
  clause: ClauseReport,
  adapterPath: string,
  pen: Paint,
  width: number,
  whole = false,
): readonly string[] {
  const { id, statement, snippet, facts, replay, sources } = explain(clause, adapterPath);
  const formula = statement === undefined ? [] : indent(wrap(printable(statement), width - 4), 4);
  const code = snippet === undefined ? [] : ['', ...indent(whole ? snippet.split('\n') : bounded(snippet), 4), ''];
  return [
    `  ${pen.bold(id)}`,
    ...formula,
    ...code,
    ...facts.flatMap(([label, text]) => hanging(label, pen.dim, text, width)),
    ...sources.slice(0, 2).flatMap((source, at) => hanging(at === 0 ? 'source' : '', pen.dim, source, width)),
    // Never wrapped: a token that is broken over lines cannot be pasted.
    ...(replay === undefined ? [] : [`  ${pen.dim('replay'.padEnd(labelWidth))}${pen.cyan(replay)}`]),
  ];
}
