import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { html } from '../../present/html.ts';
import { junit } from '../../present/junit.ts';
import { sarif } from '../../present/sarif.ts';
import type { Report } from '../../report/report.ts';
import { reportText } from '../../report/reportFile.ts';
import { UsageError } from '../../usageError.ts';

/** Files that a report is written to. */
export interface Outputs {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly sarif?: string;
}

const texts: Readonly<Record<keyof Outputs, (report: Report) => string>> = { json: reportText, junit, html, sarif };

const namesOf = (outputs: Outputs): [keyof Outputs, string][] =>
  (Object.keys(texts) as (keyof Outputs)[]).flatMap((form) => {
    const path = outputs[form];
    return path === undefined ? [] : [[form, path]];
  });

/** Makes sure before a run that its report can be written: makes the folders, and tries every file. Throws UsageError. */
export function refuseUnwritable(outputs: Outputs, others: Readonly<Record<string, string | undefined>> = {}): void {
  const byPath = new Map<string, string>();
  for (const [form, path] of [...namesOf(outputs), ...Object.entries(others)]) {
    if (path === undefined) continue;
    const [option, place] = [`--${form}`, resolve(path)];
    const other = byPath.get(place);
    if (other !== undefined) throw new UsageError(`${other} and ${option} name the same file: ${path}`);
    byPath.set(place, option);
    try {
      tryToWrite(place);
    } catch (error) {
      throw new UsageError(`${option}: ${path} cannot be written: ${whyNot(error)}`);
    }
  }
}

function tryToWrite(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  closeSync(openSync(path, 'a'));
  if (isNew) rmSync(path);
}

/** Writes the files; what could not be written comes back, in sentences. */
export function writeOutputs(report: Report, outputs: Outputs): readonly string[] {
  return namesOf(outputs).flatMap(([form, path]) => {
    try {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(path, texts[form](report));
      return [];
    } catch (error) {
      return [`${path} cannot be written: ${whyNot(error)}`];
    }
  });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOSPC: 'no space is left',
  EROFS: 'the file system is read-only',
};

/** Why a file cannot be written, in words. */
export const whyNot = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error instanceof Error ? error.message : String(error));
