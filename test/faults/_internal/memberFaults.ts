import type { Attributes, AttributeValues } from '../../../spec/attribute.ts';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { type Operand, parseSignature } from '../../../spec/signature.ts';
import type { Matrix } from '../../../src/_internal/dense/matrix.ts';
import { memberOf, sourceOf } from '../../../src/_internal/members.ts';
import { asGiven, type Values } from '../../../src/_internal/prepare.ts';
import { type MemberRules, reference } from '../../../src/_internal/reference.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import type { Fault } from '../fault.ts';
import { arrayOf } from './plain.ts';

type Rule<S extends string, A extends Attributes> = MemberRules<S, A>['member'];
type Pullback<S extends string, A extends Attributes> = NonNullable<MemberRules<S, A>['pullback']>;
type Inputs<S extends string> = Parameters<Rule<S, Attributes>>[0];
/** As a pullback is handed their cotangents: matrices, vectors and numbers; none that are integers. */
type Results<S extends string> = Parameters<Pullback<S, Attributes>>[1];
type Gradients<S extends string> = ReturnType<Pullback<S, Attributes>>;
type Some<Table> = Table extends number | Matrix | ArrayLike<number> ? Table : Partial<Table>;

/**
 * Plants faults in what the reference does with one member of a batch: with numbers, vectors and matrices, which are copies. Every one
 * takes its name and the clause that must catch it. What is spoilt may be named in part: the rest stays.
 */
interface MemberPlanter<S extends string, A extends Attributes> {
  /** Another algorithm; a member that is not finite is left to the right one. */
  wrong(name: string, clause: string, member: Rule<S, A>): Fault;
  /** The right results, spoilt afterwards. */
  spoilt(
    name: string,
    clause: string,
    spoil: (results: Results<S>, inputs: Inputs<S>, attributes: AttributeValues<A>) => Some<ReturnType<Rule<S, A>>>,
  ): Fault;
  /** The right implementation, handed something else than what was given. */
  misread(
    name: string,
    clause: string,
    misread: (inputs: Inputs<S>, attributes: AttributeValues<A>) => Partial<Inputs<S>>,
  ): Fault;
  /** A wrong pullback; it may ask the right one. */
  wrongGradient(
    name: string,
    clause: string,
    pullback: (
      inputs: Inputs<S>,
      cotangents: Results<S>,
      attributes: AttributeValues<A>,
      right: (inputs: Inputs<S>, cotangents: Results<S>, attributes: AttributeValues<A>) => Gradients<S>,
    ) => Gradients<S>,
  ): Fault;
  /** The right gradients, spoilt afterwards. */
  spoiltGradient(
    name: string,
    clause: string,
    spoil: (gradients: Gradients<S>, inputs: Inputs<S>, attributes: AttributeValues<A>) => Partial<Gradients<S>>,
  ): Fault;
}

type Table = Readonly<Record<string, unknown>>;
type Loose = (...given: object[]) => unknown;

/**
 * The faults of one operation, member by member:
 *
 *     memberFaultsOf(eigh, ({ spoilt, misread }) => [
 *       spoilt('vectors in the rows', 'C1', ({ v }) => ({ v: transposed(v) })),
 *       misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
 *     ])
 */
export function memberFaultsOf<S extends string, A extends Attributes>(
  record: Operation<S, A> & AnyOperation,
  plant: (planter: MemberPlanter<S, A>) => readonly Fault[],
): readonly Fault[] {
  const { id } = record;
  const right = rightOf(record);
  const planted = (name: string, clause: string, changed: object): Fault =>
    ({ name, operation: id, caughtBy: `${id}/${clause}`, ...changed }) as Fault;
  const ruled = (name: string, clause: string, member: Loose) =>
    planted(name, clause, { operations: { [id]: reference(record, { member: member as never }) } });
  const wrongGradient = (name: string, clause: string, f: Loose) => {
    const pullback = (inputs: object, g: object, attributes: object) => f(inputs, g, attributes, right.pullback);
    const { gradient } = reference(record, { member: right.member as never, pullback: pullback as never });
    return planted(name, clause, { gradients: { [id]: gradient } });
  };
  const some = (all: unknown, part: unknown): unknown => (isTable(part) ? Object.assign({}, all, part) : part);
  const planter = {
    wrongGradient,
    wrong: (name: string, clause: string, member: Loose) =>
      ruled(name, clause, (inputs, ...others) =>
        allFinite(inputs) ? member(inputs, ...others) : right.member(inputs as Table, ...others),
      ),
    spoilt: (name: string, clause: string, spoil: Loose) =>
      ruled(name, clause, (inputs, attributes) => {
        const results = right.member(inputs as Table, attributes);
        return some(results, spoil(results as object, inputs, attributes as object));
      }),
    misread: (name: string, clause: string, misread: Loose) =>
      ruled(name, clause, (inputs, attributes) =>
        right.member(some(inputs, misread(inputs, attributes as object)) as Table, attributes),
      ),
    spoiltGradient: (name: string, clause: string, spoil: Loose) =>
      wrongGradient(name, clause, (inputs, g, attributes) => {
        const gradients = right.pullback(inputs as Table, g, attributes);
        return some(gradients, spoil(gradients, inputs, attributes as object));
      }),
  };
  // One planter for the members of all operations; `MemberPlanter` types each.
  return plant(planter as unknown as MemberPlanter<S, A>);
}

const isMatrix = (value: unknown): value is Matrix => typeof value === 'object' && value !== null && 'rows' in value;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && !isMatrix(value) && !ArrayBuffer.isView(value) && !Array.isArray(value);
const allFinite = (inputs: object): boolean =>
  Object.values(inputs).every((value) =>
    typeof value === 'number' ? Number.isFinite(value) : (isMatrix(value) ? value.data : value).every(Number.isFinite),
  );

/** What the reference does, asked for a single member. */
function rightOf(record: AnyOperation) {
  const { inputs, outputs } = parseSignature(record.signature);
  const [only] = outputs.length === 1 ? outputs : [];
  const [right, rightGradient] = [implementations, pullbacks].map((all): Loose => Object(all)[record.id]);
  // As the caller has them, where attributes say that they are turned; and back.
  const turned = (arrays: Arrays, attributes: object): Arrays =>
    replaced(arrays, (array, name) => asGiven(record, name, attributes as Values, array));
  const membersIn = (operands: readonly Operand[], arrays: Arrays) =>
    replaced(arrays, (array, name) => {
      const { axes } = operands.find((operand) => operand.name === name) as Operand;
      return memberOf(sourceOf(name, array, axes.length, []), 0);
    });
  const isInteger = (name: string) => inputs.some((operand) => operand.name === name && operand.integer);
  const typed = (value: unknown, name: string): NdArray => {
    const array = asArray(value);
    return isInteger(name) ? arrayOf('int32', array.shape, array.data) : array;
  };
  return {
    member(given: Table, attributes: object = {}): unknown {
      const made = right?.(turned(replaced(given, typed), attributes), attributes);
      const results = membersIn(outputs, (only ? { [only.name]: made } : made) as Arrays);
      return only ? results[only.name] : results;
    },
    pullback(given: Table, cotangents: unknown, attributes: object = {}): object {
      const g = only ? asArray(cotangents) : replaced(cotangents as Table, asArray);
      const gradients = rightGradient?.(turned(replaced(given, typed), attributes), g, attributes);
      return membersIn(
        inputs.filter(({ integer }) => !integer),
        turned(gradients as Arrays, attributes),
      );
    },
  };
}

type Arrays = Readonly<Record<string, NdArray>>;

const replaced = <From, To>(table: Readonly<Record<string, From>>, f: (value: From, name: string) => To) =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, f(value, name)])) as Record<string, To>;

const asArray = (value: unknown): NdArray =>
  typeof value === 'number'
    ? arrayOf('float64', [], [value])
    : isMatrix(value)
      ? arrayOf('float64', [value.rows, value.columns], value.data)
      : arrayOf('float64', [(value as Float64Array).length], value as Float64Array);
