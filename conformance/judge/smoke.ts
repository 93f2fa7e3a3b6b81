import fc from 'fast-check';
import { cotangentsFor, type GradientCase, gradientCases } from '../../properties/derived/gradientCases.ts';
import type { CaseOptions } from '../../properties/generators/cases.ts';
import type { Layout } from '../../properties/law.ts';
import { elementName, literal } from '../../properties/verbs/compare.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import {
  complexOf,
  type Dtype,
  type FloatDtype,
  isComplex,
  isHalf,
  lengthOf,
  type Tensor,
  tensorOf,
} from '../../spec/tensor.ts';
import { isAccident, saysUnsupported } from '../subject/accident.ts';
import type { ChildSubject } from '../subject/childProcess.ts';
import type { Description } from '../subject/description.ts';
import { directions } from '../subject/directions.ts';
import type { Reply, Request, Tensors } from '../subject/exchange.ts';
import { promisedOf } from '../subject/profile.ts';
import { didYouMean } from './_internal/names.ts';
import { contextOf } from './context.ts';
import { findOperation, isOperation, loadOperations } from './laws.ts';

/** What was asked of an adapter before any law, and what is wrong with it: a line each, with what to do. */
export interface Smoke {
  readonly asked: number;
  readonly problems: readonly string[];
}

/** An adapter that is looked at; `isProgram` says that it is one of the protocol, which has no `toNative`. */
interface Smoked extends Pick<ChildSubject, 'description' | 'send'> {
  readonly isProgram?: boolean;
}

type Ask = (request: Partial<Request> & Pick<Request, 'operation' | 'inputs'>) => Promise<Reply>;

/**
 * Looks at an adapter itself: names that the specification does not have, tensors handed over and back in every data type and layout that
 * it declares, every operation and every gradient on a few easy inputs. Whether results are right is left to the laws.
 */
export async function smokeTest({ description, send, isProgram = false }: Smoked): Promise<Smoke> {
  let asked = 0;
  const ask: Ask = (request) => {
    asked++;
    return send({
      kind: 'forward',
      cotangents: {},
      attributes: {},
      layouts: {},
      cotangentLayouts: {},
      storage: 'own',
      readBack: false,
      ...request,
    });
  };
  const { operations, gradients } = description;
  await loadOperations([...operations, ...gradients]);
  const tensors = await tensorProblems(description, isProgram ? echoed : converted, ask);
  const problems = [...misspelt(description), ...tensors.values()];
  // A tensor that does not come back as it was sent tells nothing of what a call does with it.
  const isCarried = ({ dtype }: Tensor): boolean => !tensors.has(keyOf('contiguous', dtype));
  for (const [ids, problemOf] of [
    [operations, operationProblem],
    [gradients, gradientProblem],
  ] as const) {
    for (const id of ids) {
      const operation = isOperation(id) ? findOperation(id) : undefined;
      const problem = operation === undefined ? undefined : await problemOf(description, operation, ask, isCarried);
      if (problem !== undefined) problems.push(problem);
    }
  }
  return { asked, problems };
}

function misspelt({ operations, gradients }: Description): string[] {
  const unknown = (field: string, names: readonly string[]) =>
    names
      .filter((name) => !isOperation(name))
      .map((name) =>
        `${field} has ${name}, which is not in the specification and is never called: ${didYouMean(name)}`.replace(
          /: $/,
          '; `tensor-laws list` has the names',
        ),
      );
  return [
    ...unknown('operations', operations),
    ...unknown('gradients', gradients),
    ...gradients
      .filter((name) => isOperation(name) && !operations.includes(name))
      .map((name) => `gradients has ${name}, which operations has not: add the operation, or no law of it is asked`),
  ];
}

/** Numbers that are changed where a tensor is not carried as it is: zeros of both signs, what is not finite, and the ends of the range. */
const telling: Readonly<Record<Dtype, readonly number[]>> = (() => {
  const ends = { float64: 2 ** -1074, float32: 2 ** -149, float16: 2 ** -24, bfloat16: 2 ** -133 };
  const of = (dtype: FloatDtype) => [1.5, -0, 0, Number.NaN, Number.NEGATIVE_INFINITY, ends[dtype], -2, 3];
  const [double, single] = [of('float64'), of('float32')];
  return {
    float64: double,
    float32: single,
    float16: of('float16'),
    bfloat16: of('bfloat16'),
    complex128: double,
    complex64: single,
    int32: [1, 0, -1, 2 ** 31 - 1, -(2 ** 31), 7],
  };
})();

const shapes = [[], [1], [3], [0], [2, 3], [1, 2], [2, 0], [2, 1, 3]];

/** Tensors of every data type that calls need, of some shapes and with all kinds of numbers. */
function tensorsOf({ dtypes, profile, operations }: Description): Tensor[] {
  const { ranks: [least, most] = [0, 64], empty, flushToZero } = promisedOf(profile, '');
  const takesComplex = operations.some((id) => isOperation(id) && findOperation(id)?.signature.includes('complex '));
  const takesIntegers = operations.some(
    (id) => isOperation(id) && /(^|[ ,])int [^>]*->/.test(findOperation(id)?.signature ?? ''),
  );
  const complex = dtypes.flatMap((dtype) =>
    takesComplex && dtype in complexOf ? [complexOf[dtype as 'float64']] : [],
  );
  return [...dtypes, ...complex, ...(takesIntegers ? (['int32'] as const) : [])].flatMap((dtype) =>
    shapes
      .filter((shape) => shape.length >= least && shape.length <= most && (empty || !shape.includes(0)))
      .map((shape) => {
        const values = telling[dtype].filter((value) => !flushToZero || value === 0 || !(Math.abs(value) < 2 ** -100));
        const numbers = Array.from({ length: lengthOf(dtype, shape) }, (_, at) => values[at % values.length] ?? 0);
        return tensorOf(dtype, shape, numbers);
      }),
  );
}

const named = ({ dtype, shape }: Tensor): string => `${dtype}[${shape.join(', ')}]`;

const keyOf = (layout: Layout, dtype: Dtype): string => `${layout} ${dtype}`;

/** What takes a tensor to the library, and there and back. */
type Way = (layout: Layout) => { readonly there: string; readonly back: string };

const converted: Way = (layout) => {
  const there = layout === 'contiguous' ? 'toNative' : `layouts.${layout}`;
  return { there, back: `${there}, then fromNative,` };
};

const echoed: Way = (layout) => {
  const echo = layout === 'contiguous' ? 'an echo' : `an echo in the layout ${layout}`;
  return { there: echo, back: echo };
};

/** What becomes of tensors on their way to the library and back, told once for each layout and data type. */
async function tensorProblems(description: Description, way: Way, ask: Ask): Promise<ReadonlyMap<string, string>> {
  const problems = new Map<string, string>();
  for (const layout of ['contiguous', ...description.layouts] as const) {
    for (const tensor of tensorsOf(description)) {
      const x = layout === 'broadcast' ? constant(tensor) : tensor;
      const key = keyOf(layout, x.dtype);
      if (layout !== 'contiguous' && (x.shape.length === 0 || problems.has(keyOf('contiguous', x.dtype)))) continue;
      const request = {
        kind: 'echo',
        operation: 'tensor.add',
        inputs: { x },
        layouts: { x: layout },
      } as const;
      const problem = tensorProblem(way(layout), x, await ask(request));
      if (problem !== undefined && !problems.has(key)) problems.set(key, problem);
    }
  }
  return problems;
}

/** The same with the first index of the first axis for all of them. */
function constant({ dtype, shape, data }: Tensor): Tensor {
  const row = data.length / Math.max(shape[0] ?? 1, 1);
  return tensorOf(
    dtype,
    shape,
    Array.from(data, (_, at) => data[at % row] ?? 0),
  );
}

/** A call that was not made because of others, which are told. */
const isUntried = (reply: Reply): boolean => 'untried' in reply && reply.untried === true;

function tensorProblem({ there, back }: ReturnType<Way>, x: Tensor, reply: Reply): string | undefined {
  if (isUntried(reply)) return undefined;
  switch (reply.kind) {
    case 'unsupported':
      return undefined;
    case 'returned': {
      const change = changeOf(x, reply.inputsAfter['x'] ?? x);
      return change === undefined ? undefined : `${back} changed a ${named(x)}: ${change}`;
    }
    case 'rejected':
      return `${there} threw for a ${named(x)}: ${reply.message}. ${orUnsupported('has no such tensors')}`;
    default:
      // Which operation an echo names means nothing.
      return `${back} of a ${named(x)}: ${reply.message.replace(/^tensor\.add /, 'the adapter ')}`;
  }
}

/** The first element that is another one than before, the sign of a zero included. */
function changeOf(before: Tensor, { data }: Tensor): string | undefined {
  const at = before.data.findIndex((value, place) => !Object.is(value, data[place]));
  if (at < 0) return undefined;
  const number = (value: number | undefined) => literal(value ?? Number.NaN);
  const place = isComplex(before.dtype) ? `number ${at}` : elementName('x', before.shape, at);
  return `${place} was ${number(before.data[at])}, came back as ${number(data[at])}`;
}

const orUnsupported = (what: string): string =>
  `Where the library ${what}, throw an error whose name is Unsupported, or promise less in the profile`;

/** Draws of an operation until one is offered. */
const draws = 12;

const easy: CaseOptions = { reach: ['small'], most: 3, kinds: ['plain'], scaled: false, whole: true };

function casesOf(description: Description, operation: AnyOperation, dtype: FloatDtype): GradientCase[] {
  // A data type that is named by an attribute is none of 16 bits.
  if (isHalf(dtype) && Object.values(attributesOf(operation)).some(({ kind }) => kind === 'dtype')) return [];
  const context = contextOf(description, dtype, { operation, needs: [] });
  return fc.sample(gradientCases(operation, context, easy), { numRuns: draws, seed: 1 });
}

/** What is wrong with an operation, at the first data type where that shows; undefined where nothing is. */
async function operationProblem(
  description: Description,
  operation: AnyOperation,
  ask: Ask,
  isCarried: (tensor: Tensor) => boolean,
): Promise<string | undefined> {
  let last = '';
  let isOffered = false;
  for (const dtype of description.dtypes) {
    for (const { inputs, attributes } of casesOf(description, operation, dtype)) {
      const reply = await ask({ operation: operation.id, inputs, attributes, readBack: true });
      if (reply.kind === 'unsupported') {
        last = reply.message;
        continue;
      }
      isOffered = true;
      if (isUntried(reply)) break;
      const call = `${operation.id}(${callText(inputs, attributes)})`;
      if (reply.kind !== 'returned') return `${call} ${failureText(reply)}`;
      const carried = Object.entries(inputs).filter(([, tensor]) => isCarried(tensor));
      const [changed] = carried.find(([name]) => !isKept(inputs, reply.inputsAfter, name)) ?? [];
      if (changed !== undefined)
        return `${call} changes its input ${changed}: let the library work on a copy, or call what leaves its inputs alone`;
      break;
    }
  }
  return isOffered ? undefined : neverOffered(operation.id, 'operations', last);
}

const isKept = (inputs: Tensors, after: Tensors, name: string): boolean => {
  const [before, now] = [inputs[name], after[name]];
  return before === undefined || now === undefined || changeOf(before, now) === undefined;
};

async function gradientProblem(
  description: Description,
  operation: AnyOperation,
  ask: Ask,
): Promise<string | undefined> {
  if (operation.derivative === undefined)
    return `gradients has ${operation.id}, of which the specification has no derivative: leave it out`;
  let last = '';
  for (const dtype of description.dtypes) {
    const context = contextOf(description, dtype, { operation, needs: [] });
    for (const given of casesOf(description, operation, dtype)) {
      const { inputs, attributes } = given;
      const cotangents = directions(operation, cotangentsFor(operation, given, context));
      const reply = await ask({ kind: 'gradient', operation: operation.id, inputs, cotangents, attributes });
      if (reply.kind === 'returned' || isUntried(reply)) return undefined;
      if (reply.kind !== 'unsupported')
        return `the gradient of ${operation.id}(${callText(inputs, attributes)}) ${failureText(reply)}`;
      last = reply.message;
    }
  }
  return neverOffered(operation.id, 'gradients', last);
}

const neverOffered = (id: string, field: string, message: string): string =>
  `${id} is unsupported for all of ${draws} easy inputs (${message}): leave it out of ${field}, or promise in the profile what it takes`;

function failureText(reply: Exclude<Reply, { kind: 'returned' | 'unsupported' }>): string {
  if (reply.kind === 'malformed') return `gave something else: ${reply.message}`;
  if (reply.kind !== 'rejected') return `failed: ${reply.message}`;
  const thrown = `threw ${reply.name ?? 'what is no Error'}: ${reply.message}`;
  if (saysUnsupported(`${reply.name} ${reply.message}`)) return `${thrown}. ${orUnsupported('does not offer this')}`;
  return isAccident(reply)
    ? `${thrown}. This looks like a mistake in the adapter`
    : `${thrown}. The input is an easy one. ${orUnsupported('does not offer it')}`;
}

/** A call in a few words: shapes of the inputs, and the attributes. */
const callText = (inputs: Tensors, attributes: Request['attributes']): string =>
  [
    ...Object.entries(inputs).map(([name, tensor]) => `${name}: ${named(tensor)}`),
    ...Object.entries(attributes).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
  ].join(', ');
