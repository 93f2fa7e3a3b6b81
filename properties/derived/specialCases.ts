import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { parseSignature } from '../../spec/signature.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { type Context, type Law, law, type Observation, type OperationCase } from '../law.ts';
import { literal, worst } from '../verbs/compare.ts';
import { near } from '../verbs/measured.ts';

/** The element that must come of some: that very one, or what approximates it as well as the profile says of an angle. */
function ofCase(what: string, received: number, expected: number, { u, profile }: Context): Observation {
  const isApproximate = Number.isFinite(expected) && !Number.isInteger(expected);
  if (isApproximate) return near(what, received, expected, (2 * ulpsOf(profile).atan2 + 1) * u * Math.abs(expected));
  const ratio = Object.is(received, expected) ? 0 : Number.POSITIVE_INFINITY;
  return { ratio, what, expected: literal(expected), received: literal(received) };
}

/** How many rows the elements stand in, those of an even number turned, so that each comes to lie in every lane of a vector. */
const turns = 8;

function turnedOf<T>(list: readonly T[]): readonly T[] {
  const row = (turn: number) => [...list.slice(turn), ...list.slice(0, turn)];
  return Array.from({ length: turns }, (_, turn) => row(list.length % 2 === 0 ? turn % list.length : 0)).flat();
}

/** What the record says of single elements holds of them, side by side in one call. */
export function specialCaseLaws(operation: AnyOperation): Law[] {
  const { specialCases } = operation;
  if (specialCases === undefined) return [];
  const { inputs } = parseSignature(operation.signature);
  const asked = ({ nonfinite }: Pick<Context, 'nonfinite'>) =>
    specialCases.filter((one) => nonfinite === 'propagates' || one.every(Number.isFinite));
  return [
    law<OperationCase>(operation, 'specialCases', {
      statement: 'special values, zeros of either sign and other elements whose result is known give it, to the bit',
      hint: 'a special value is compared away, computed with, or loses its sign',
      fixed: true,
      cases: (context) => {
        const list = asked(context);
        const row = ({ name, integer }: (typeof inputs)[number], at: number) => {
          const values = turnedOf(list).map((one) => one[at] ?? Number.NaN);
          return [name, tensorOf(integer ? 'int32' : context.dtype, [turns, list.length], values)];
        };
        return fc.constant({ inputs: Object.fromEntries(inputs.map(row)), attributes: {} });
      },
      check: async (on, { inputs, attributes }, context) => {
        const [output] = Object.values(await on(operation, inputs, attributes));
        if (output === undefined) throw new TypeError(`${operation.id} has no output`);
        return [
          worst(
            turnedOf(asked(context)).map((one, at) => {
              const what = `${operation.id}(${one.slice(0, -1).map(literal).join(', ')})`;
              return ofCase(what, output.data[at] ?? Number.NaN, one.at(-1) ?? Number.NaN, context);
            }),
            'no element',
          ),
        ];
      },
    }),
  ];
}
