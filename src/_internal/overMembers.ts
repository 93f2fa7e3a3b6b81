import { shapeOf } from '../../spec/binding.ts';
import { flattened, gathered, operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { membersOf, type Operand, parseSignature } from '../../spec/signature.ts';
import { sizeOf } from '../../spec/tensor.ts';
import type { NdArray } from '../ndArray.ts';
import { arrayOf, memberOf, put, type Sink, type Source, sinkFor, sourceOf } from './members.ts';
import {
  asGiven,
  type Call,
  type Cotangent,
  callOf,
  type Given,
  type Nested,
  type Prepared,
  prepare,
  prepareCotangents,
  type Values,
} from './prepare.ts';

// What `reference` does, without its types.

type Table = Record<string, unknown>;
type MadeOf = Parameters<typeof put>[2];
type MemberRule = (given: Table, attributes: Values, call: Call<string>) => unknown;
type PullbackRule = (given: Table, cotangent: unknown, attributes: Values, call: Call<string>) => unknown;

/** Member by member, the results of a call. */
export function resultsBy(record: AnyOperation, member: MemberRule) {
  const { inputs: operands, outputs } = parseSignature(record.signature);
  const [only] = outputs.length === 1 ? outputs : [];
  const rankOf = ranksOf(record);
  return (inputs: Nested, attributes: Values): Cotangent => {
    const prepared = prepare(record, inputs, attributes);
    const batch = batchOf(record, prepared);
    const sources = sourcesOf(prepared.given, rankOf, batch);
    const sinks = membersOf(outputs, prepared.binding.sizes).map((one) => {
      const dtype = one.integer ? 'int32' : prepared.dtype;
      return sinkFor(one, dtype, shapeOf(one, prepared.binding), rankOf(one), batch);
    });
    const [single] = only?.list === false ? sinks : [];
    const call = callOf(prepared);
    const given: Table = {};
    for (let k = 0, count = sizeOf(batch); k < count; k++) {
      read(sources, k, given);
      const made = member(gathered(given, operands), attributes, call);
      if (single === undefined) write(sinks, k, only === undefined ? (made as Table) : { [only.name]: made });
      else put(single, k, made as MadeOf);
    }
    if (single !== undefined) return arrayOf(single);
    const results = gathered(
      byName(sinks, (sink) => arrayOf(sink)),
      outputs,
    );
    // Every sink has become an array.
    return (only === undefined ? results : results[only.name]) as Cotangent;
  };
}

/** Member by member, the gradients of a call: of inputs that members share, summed in their order and rounded once. */
export function gradientsBy(record: AnyOperation, pullback: PullbackRule) {
  const { inputs: operands, outputs } = parseSignature(record.signature);
  const floats = operands.filter(({ integer }) => !integer);
  const [single] = outputs.length === 1 ? outputs : [];
  const rankOf = ranksOf(record);
  return (inputs: Nested, cotangent: Cotangent, attributes: Values): Nested => {
    const prepared = prepare(record, inputs, attributes);
    const batch = batchOf(record, prepared);
    const sources = sourcesOf(prepared.given, rankOf, batch);
    const incoming = sourcesOf(prepareCotangents(record, prepared, cotangent), rankOf, batch);
    const sinks = prepared.given
      .filter(({ operand }) => !operand.integer)
      .map(({ operand, array }) => sinkFor(operand, 'float64', array.shape, rankOf(operand), batch));
    const call = callOf(prepared);
    const [given, cotangents]: [Table, Table] = [{}, {}];
    for (let k = 0, count = sizeOf(batch); k < count; k++) {
      read(sources, k, given);
      read(incoming, k, cotangents);
      const listed = gathered(cotangents, outputs);
      const from = single === undefined ? listed : listed[single.name];
      write(sinks, k, pullback(gathered(given, operands), from, attributes, call) as Table);
    }
    const gradients = byName(sinks, (sink) => asGiven(record, sink.name, attributes, arrayOf(sink, prepared.dtype)));
    return gathered(gradients, floats);
  };
}

type RankOf = (operand: Operand) => number;

/** How many axes the members of an operand have. Throws TypeError where they are no numbers, vectors or matrices. */
function ranksOf(record: AnyOperation): RankOf {
  if (isElementwise(record)) return () => 0;
  const { inputs, outputs } = parseSignature(record.signature);
  for (const { name, axes } of [...inputs, ...outputs]) {
    if (axes.length > 2 || axes.some(({ variadic }) => variadic)) {
      throw new TypeError(`${record.id}: members of ${name} must have at most two axes (${record.signature})`);
    }
  }
  return ({ axes }) => axes.length;
}

/** Whether all operands are lists of the same axes: then every element is a member. */
function isElementwise({ signature }: AnyOperation): boolean {
  const { inputs, outputs } = parseSignature(signature);
  const [first] = inputs;
  return [...inputs, ...outputs].every(
    ({ axes }) => axes.length === 1 && axes[0]?.variadic === true && axes[0].name === first?.axes[0]?.name,
  );
}

/** The shape in which members lie. */
function batchOf(record: AnyOperation, { binding, given }: Prepared): readonly number[] {
  return isElementwise(record) ? (given[0]?.array.shape ?? []) : binding.batch;
}

const sourcesOf = (list: readonly Given[], rankOf: RankOf, batch: readonly number[]): readonly Source[] =>
  list.map(({ operand, array }) => sourceOf(operand.name, array, rankOf(operand), batch));

function read(sources: readonly Source[], k: number, into: Table): void {
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i] as Source;
    into[source.name] = memberOf(source, k);
  }
}

function write(sinks: readonly Sink[], k: number, made: Table): void {
  const parts = sinks.some(({ name }) => name !== operandOf(name)) ? flattened<unknown>(made) : made;
  for (let i = 0; i < sinks.length; i++) {
    const sink = sinks[i] as Sink;
    put(sink, k, parts[sink.name] as MadeOf);
  }
}

const byName = (sinks: readonly Sink[], array: (sink: Sink) => NdArray): Record<string, NdArray> =>
  Object.fromEntries(sinks.map((sink) => [sink.name, array(sink)]));
