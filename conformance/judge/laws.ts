import { derivedLaws } from '../../properties/derived/index.ts';
import type { Law } from '../../properties/law.ts';
import { laws as writtenLaws } from '../../properties/lazy.generated.ts';
import { programLaws } from '../../properties/program.ts';
import type { Attribute } from '../../spec/attribute.ts';
import { phenomena, programs, records } from '../../spec/lazy.generated.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Phenomenon } from '../../spec/phenomenon.ts';
import { type AnyProgram, isProgram, operationsOf } from '../../spec/program.ts';
import { fixtureLaws } from './fixtureLaws.ts';

/** The ids of every operation of the specification, in the order of the chapters. */
export const operationIds: readonly string[] = Object.keys(records);

/** Whether the specification has an operation of this id. */
export const isOperation = (id: string): boolean => Object.hasOwn(records, id);

/** The ids of everything that is judged: operations, then programs, then phenomena. */
export const recordIds: readonly string[] = [...operationIds, ...Object.keys(programs), ...Object.keys(phenomena)];

/** Whether the specification has an operation, a program or a phenomenon of this id. */
export const isRecord = (id: string): boolean =>
  isOperation(id) || Object.hasOwn(programs, id) || Object.hasOwn(phenomena, id);

interface Loaded {
  readonly record: AnyOperation | Phenomenon;
  readonly written: readonly Law[];
  /** Every law; undefined until somebody asks. */
  laws: readonly Law[] | undefined;
}

const loaded = new Map<string, Loaded>();

/**
 * Loads the records and laws of some operations, programs and phenomena, or of all: what is asked of one below must have been loaded. Ids
 * that name nothing are passed over.
 */
export async function loadOperations(ids: Iterable<string> = recordIds): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => isRecord(id) && !loaded.has(id));
  await Promise.all(
    missing.map(async (id) => {
      const load = records[id] ?? programs[id] ?? phenomena[id];
      const [record, written = []] = await Promise.all([load?.(), writtenLaws[id]?.()]);
      if (record !== undefined) loaded.set(id, { record, written, laws: undefined });
    }),
  );
}

function find(id: string): Loaded | undefined {
  const found = loaded.get(id);
  if (found === undefined && isRecord(id)) throw new Error(`${id} has not been loaded`);
  return found;
}

/** The operation, program or phenomenon of this id, where there is one. */
export const findRecord = (id: string): AnyOperation | Phenomenon | undefined => find(id)?.record;

/** The operation or program of this id, where there is one. */
export function findOperation(id: string): AnyOperation | undefined {
  const record = findRecord(id);
  return record === undefined || isPhenomenon(record) ? undefined : record;
}

/** The phenomenon of this id, where there is one. */
export function findPhenomenon(id: string): Phenomenon | undefined {
  const record = findRecord(id);
  return record !== undefined && isPhenomenon(record) ? record : undefined;
}

const isPhenomenon = (record: AnyOperation | Phenomenon): record is Phenomenon => Object.hasOwn(phenomena, record.id);

/** Every operation. */
export const everyOperation = (): readonly AnyOperation[] =>
  operationIds.map((id) => findOperation(id)).filter((operation) => operation !== undefined);

/** Every program. */
export const everyProgram = (): readonly AnyProgram[] =>
  Object.keys(programs)
    .map((id) => findRecord(id))
    .filter((record) => record !== undefined)
    .filter((record) => isProgram(record));

/** Every phenomenon. */
export const everyPhenomenon = (): readonly Phenomenon[] =>
  Object.keys(phenomena)
    .map((id) => findPhenomenon(id))
    .filter((phenomenon) => phenomenon !== undefined);

/** The laws of a phenomenon, a program or an operation: written, derived and from fixtures. Throws RangeError when two have one id. */
export function lawsOf(id: string): readonly Law[] {
  const found = find(id);
  if (found === undefined) return [];
  if (found.laws !== undefined) return found.laws;
  const { record, written } = found;
  const laws = isPhenomenon(record) ? written : calmFirst([...written, ...impliedLaws(record)]);
  const ids = laws.map((law) => law.id);
  const twice = ids.find((one, at) => ids.indexOf(one) !== at);
  if (twice !== undefined) throw new RangeError(`two laws are called ${twice}`);
  found.laws = laws;
  return laws;
}

/** Whether a law was written for its operation, and does not follow from a record. */
export const isWritten = (law: Law): boolean => find(law.operation.id)?.written.includes(law) ?? false;

/** The laws that follow from a record or its fixtures. */
const impliedLaws = (record: AnyOperation): readonly Law[] =>
  isProgram(record) ? programLaws(record) : [...derivedLaws(record), ...fixtureLaws(record)];

/** Special values come last: an operation that hangs on them is given up, and everything else has been judged by then. */
const calmFirst = (laws: readonly Law[]): Law[] =>
  laws.toSorted((a, b) => Number(a.clause === 'special') - Number(b.clause === 'special'));

/** What a law calls, of operations, and whose pullbacks: a program is no more than its operations. */
export function callsOf({
  operation,
  needs,
  gradient,
}: Law): Record<'operations' | 'pullbacks', readonly AnyOperation[]> {
  const made = isProgram(operation) ? operationsOf(operation) : [operation];
  const pullbacks = gradient ? made.filter(({ derivative }) => derivative !== undefined) : [];
  return { operations: [...new Set([...made, ...needs])], pullbacks };
}

/** The operation that a clause or law belongs to: `linalg.matmul/C1` belongs to `linalg.matmul`. */
export const operationIdOf = (clauseId: string): string => clauseId.split('/', 1)[0] ?? clauseId;

/** The name of a clause or law within its operation: `C1`. */
export const clauseNameOf = (clauseId: string): string => clauseId.slice(operationIdOf(clauseId).length + 1);

/** The law with this id. */
export const findLaw = (id: string): Law | undefined => lawsOf(operationIdOf(id)).find((law) => law.id === id);

/** Whether a law holds an operation to its definition or equations, on which everything else rests. */
export const isDefining = (law: Law | undefined): boolean =>
  law !== undefined &&
  (['definition', 'integers'].includes(law.clause) || law.operation.equations?.[law.clause] !== undefined);

/** Whether a law says what an operation is: its definition, a clause of its record, a known result; not what becomes of one in other layouts. */
export const isPlain = (law: Law | undefined): boolean =>
  law !== undefined &&
  (isDefining(law) ||
    ['jacobian', 'gradient'].includes(law.clause) ||
    law.clause.startsWith('golden/') ||
    [law.operation.clauses, law.operation.rejects, law.operation.errata].some(
      (named) => named !== undefined && Object.hasOwn(named, law.clause),
    ));

/** The ids of the clauses and rejections of a record that no law covers. */
export function uncoveredOf(record: AnyOperation | Phenomenon): readonly string[] {
  if (isPhenomenon(record)) return [];
  const { id, clauses, errata = {} } = record;
  const names = new Set(lawsOf(id).map(({ clause }) => clause));
  const refused = unmetBy(record, names);
  return [...Object.keys(clauses), ...refused, ...Object.keys(errata)]
    .filter((name) => !names.has(name))
    .map((name) => `${id}/${name}`);
}

/** The rejections of a record that laws which follow from it leave alone: of what no attribute, no size and no special value decides. */
function unmetBy(
  { rejects = {}, attributes = {}, sizes, special }: AnyOperation,
  names: ReadonlySet<string>,
): string[] {
  if (sizes !== undefined && (names.has('signature') || names.has('attributes'))) return [];
  if (special === 'rejects' && names.has('special')) return [];
  const quoted = Object.values<Attribute>(attributes).map(({ clause }) => clause);
  return Object.keys(rejects).filter((name) => !names.has('attributes') || !quoted.some((one) => one === name));
}
