import type { Law } from '../../properties/law.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Phenomenon } from '../../spec/phenomenon.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { Description } from '../subject/description.ts';
import { operationsMeant } from './_internal/names.ts';
import { callsOf, findRecord, lawsOf, loadOperations, operationIdOf, recordIds, uncoveredOf } from './laws.ts';

/** A law that a judgement consists of: with its number of cases, or with the reason why it is not asked. */
export interface PlannedLaw {
  readonly law: Law;
  readonly runs: number;
  /** What the adapter lacks; undefined where the law is to be run. */
  readonly unsupported: string | undefined;
}

/** An operation, a program or a phenomenon, of which laws are to be judged. */
export interface PlannedOperation {
  readonly operation: AnyOperation | Phenomenon;
  readonly laws: readonly PlannedLaw[];
  /** Clauses of its record that no law covers, by id. */
  readonly uncovered: readonly string[];
}

export interface PlanOptions {
  readonly description: Pick<Description, 'operations' | 'gradients' | 'layouts'>;
  /** Globs on ids of operations or clauses, separated by commas: `linalg.*`, `layers.softmax/C1`. Default: everything. */
  readonly filter?: string | undefined;
  /** Cases per law, before its share. */
  readonly runs: number;
  /** The data type that is judged; laws that speak of another are left out, unless the filter names them. Default: none is. */
  readonly dtype?: FloatDtype;
}

/** What a judgement consists of, in the order of the chapters: a pure function of the specification and the adapter. */
export async function planOf(options: PlanOptions): Promise<readonly PlannedOperation[]> {
  const ids = recordIds.filter(reaches(options.filter));
  await loadOperations(ids);
  return ids
    .map((id) => findRecord(id))
    .flatMap((record) => (record === undefined ? [] : planOfRecord(record, options)));
}

/** The part of a plan that is of one record; empty where the filter leaves nothing. */
function planOfRecord(
  operation: PlannedOperation['operation'],
  { description, filter, runs, dtype }: PlanOptions,
): PlannedOperation[] {
  const selects = matcher(filter);
  const speaks = (law: Law) => dtype === undefined || (law.dtype ?? dtype) === dtype || filter?.includes('/');
  const laws = lawsOf(operation.id)
    .filter((law) => selects(law.id) && speaks(law))
    .map((law) => ({
      law,
      runs: runsFor(law, runs),
      unsupported: missing(law, description),
    }));
  const uncovered = uncoveredOf(operation).filter(selects);
  return laws.length === 0 ? [] : [{ operation, laws, uncovered }];
}

/** A filter whose patterns that name no operation by its id are those that they may mean: `softmax/C1`, `linalg`. */
export const meantBy = (filter: string): string =>
  patternsOf(filter)
    .flatMap((pattern) => {
      const id = operationIdOf(pattern);
      const meant = /[*?]/.test(id) ? [] : operationsMeant(id);
      return meant.length === 0 ? [pattern] : meant.map((one) => one + pattern.slice(id.length));
    })
    .join(',');

/** The cases of a law where a law of the usual cost is given `runs`. */
export const runsFor = ({ share }: Law, runs: number): number => Math.max(1, Math.ceil(runs * share));

/** Patterns of a filter that name nothing in the specification. */
export async function unknownPatterns(filter: string): Promise<readonly string[]> {
  const unknown: string[] = [];
  for (const pattern of patternsOf(filter)) {
    const ids = recordIds.filter(reaches(pattern));
    // Only what is said of clauses takes their laws to tell.
    const onClause = pattern.includes('/');
    if (onClause) await loadOperations(ids);
    if (!(onClause ? ids.some((id) => lawsOf(id).some((law) => matcher(pattern)(law.id))) : ids.length > 0))
      unknown.push(pattern);
  }
  return unknown;
}

/** The patterns of a filter. */
export const patternsOf = (filter: string): string[] =>
  filter
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');

const expressionOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/** Whether a filter can select laws of an operation, by its id alone. */
export function reaches(filter: string | undefined): (id: string) => boolean {
  if (filter === undefined) return () => true;
  const expressions = patternsOf(filter).map((pattern) => expressionOf(operationIdOf(pattern)));
  return (id) => expressions.some((expression) => expression.test(id));
}

/** Whether a filter selects a law, by its id: a pattern with `/` is on the clause, any other on the operation. */
export function matcher(filter: string | undefined): (lawId: string) => boolean {
  if (filter === undefined) return () => true;
  const expressions = patternsOf(filter).map((pattern) => ({
    onClause: pattern.includes('/'),
    expression: expressionOf(pattern),
  }));
  return (id) => expressions.some(({ onClause, expression }) => expression.test(onClause ? id : operationIdOf(id)));
}

/** What an adapter lacks for a law; undefined when it has everything. */
function missing(law: Law, { operations, gradients, layouts }: PlanOptions['description']): string | undefined {
  const called = callsOf(law);
  const needed = called.operations.find(({ id }) => !operations.includes(id));
  if (needed !== undefined)
    return `the adapter has no ${needed.id}${needed === law.operation ? '' : ', which the law needs'}`;
  const pulled = called.pullbacks.find(({ id }) => !gradients.includes(id));
  if (pulled !== undefined) return `the adapter has no gradient of ${pulled.id}`;
  if (law.layouts && layouts.length === 0) return 'the adapter offers no layouts';
  return undefined;
}
