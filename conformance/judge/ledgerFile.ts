import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandOf } from '../subject/command.ts';
import { UsageError } from '../usageError.ts';
import { type Ledger, readLedger } from './ledger.ts';

/** What a ledger is called beside its adapter; the first that is there is read. */
export const ledgerNames = ['tensor-laws.ledger.json', 'ledger.json'] as const;

export interface LedgerFile extends Ledger {
  /** As a person would name it, from the working directory. */
  readonly path: string;
  readonly absolute: string;
  readonly exists: boolean;
  /** Another that lies beside it and is not read. */
  readonly passedOver?: string;
}

export interface LedgerPlace {
  /** As `--ledger` names it. Default: beside the adapter. */
  readonly ledger?: string | undefined;
  readonly adapterPath: string;
  readonly cwd: string;
  /** It is to be filled in: it need not be there, and its entries need no reason yet. */
  readonly unfinished?: boolean | undefined;
}

/** Finds and reads the ledger of an adapter: without entries where there is none. Throws UsageError. */
export function ledgerFile({ ledger, adapterPath, cwd, unfinished = false }: LedgerPlace): LedgerFile {
  const isThere = (path: string): boolean => existsSync(resolve(cwd, path));
  // A command has no folder: it is judged in the working directory.
  const folder = commandOf(adapterPath) === undefined ? dirname(adapterPath) : '.';
  const names = ledgerNames.map((name) => join(folder, name));
  const [path = join(folder, ledgerNames[0]), passedOver] = ledger === undefined ? names.filter(isThere) : [ledger];
  const absolute = resolve(cwd, path);
  const exists = isThere(path);
  if (!exists) {
    if (ledger !== undefined && !unfinished) throw new UsageError(`${path}: no such file (looked for ${absolute})`);
    return { path, absolute, exists, entries: [] };
  }
  const read = readLedger(readFileSync(absolute, 'utf8'), path, unfinished);
  return { ...read, path, absolute, exists, ...(passedOver === undefined ? {} : { passedOver }) };
}
