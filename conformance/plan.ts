import type { Law } from '../properties/law.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { everyOperation, lawsOf } from './laws.ts';
import type { Description } from './subject/description.ts';

/** A law that a judgement consists of: with its number of cases, or with the reason why it is not asked. */
export interface PlannedLaw {
  readonly law: Law;
  readonly runs: number;
  /** What the adapter lacks; undefined where the law is to be run. */
  readonly unsupported: string | undefined;
}

export interface PlannedOperation {
  readonly operation: AnyOperation;
  readonly laws: readonly PlannedLaw[];
}

export interface PlanOptions {
  readonly description: Pick<Description, 'operations' | 'gradients' | 'layouts'>;
  /** Globs on ids of operations or clauses, separated by commas: `linalg.*`, `layers.softmax/C1`. Default: everything. */
  readonly filter?: string | undefined;
  /** Cases per law, before its share. */
  readonly runs: number;
}

/** What a judgement consists of, in the order of the chapters: a pure function of the specification and the adapter. */
export const planOf = (options: PlanOptions): readonly PlannedOperation[] =>
  everyOperation.flatMap((operation) => planOfOperation(operation, options));

/** The part of a plan that is of one operation; empty where the filter leaves nothing. */
export function planOfOperation(
  operation: AnyOperation,
  { description, filter, runs }: PlanOptions,
): PlannedOperation[] {
  const selects = matcher(filter);
  const laws = lawsOf(operation.id)
    .filter((law) => selects(law))
    .map((law) => ({
      law,
      runs: runsFor(law, runs),
      unsupported: missing(law, description),
    }));
  return laws.length === 0 ? [] : [{ operation, laws }];
}

/** The cases of a law where a law of the usual cost is given `runs`. */
export const runsFor = ({ share }: Law, runs: number): number => Math.max(1, Math.ceil(runs * share));

/** Patterns of a filter that name nothing in the specification. */
export const unknownPatterns = (filter: string): readonly string[] =>
  patternsOf(filter).filter((pattern) => {
    const selects = matcher(pattern);
    return !everyOperation.some((operation) => lawsOf(operation.id).some(selects));
  });

const patternsOf = (filter: string): string[] =>
  filter
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');

/** Whether a filter selects a law: a pattern with `/` is on the clause, any other on the operation. */
function matcher(filter: string | undefined): (law: Law) => boolean {
  if (filter === undefined) return () => true;
  const expressions = patternsOf(filter).map((pattern) => ({
    onClause: pattern.includes('/'),
    expression: new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    ),
  }));
  return (law) => expressions.some(({ onClause, expression }) => expression.test(onClause ? law.id : law.operation.id));
}

/** What an adapter lacks for a law; undefined when it has everything. */
function missing(law: Law, { operations, gradients, layouts }: PlanOptions['description']): string | undefined {
  const { id } = law.operation;
  if (!operations.includes(id)) return `the adapter has no ${id}`;
  const needed = law.needs.find((need) => !operations.includes(need.id));
  if (needed !== undefined) return `the adapter has no ${needed.id}, which the law needs`;
  if (law.gradient && !gradients.includes(id)) return `the adapter has no gradient of ${id}`;
  if (law.layouts && layouts.length === 0) return 'the adapter offers no layouts';
  return undefined;
}
