import { type Promises, type ReportedProfile, unlessPromised } from '../subject/profile.ts';
import { counted } from './_internal/numbers.ts';

/** A relative error as a power of two where it is one. */
const power = (x: number): string => (Number.isInteger(Math.log2(x)) ? `2^${Math.log2(x)}` : String(x));

const axes = ([least, most]: readonly [number, number]): string =>
  least === most ? counted(least, 'axis', 'axes') : `${least} to ${most} axes`;

/** How a promise reads; nothing where it says what holds without it. */
const wording: { readonly [K in keyof Promises]-?: (value: NonNullable<Promises[K]>) => string } = {
  unitRoundoff: (u) => `u = ${power(u)}`,
  halvesIn: (dtype) => `float16 and bfloat16 computed in ${dtype} and rounded once`,
  inputRoundoff: (r) => `factors rounded to ${power(r)} before products`,
  ulps: (ulps) =>
    Object.entries(ulps)
      .map(([name, ulp]) => `${name} ${ulp} ulp`)
      .join(', '),
  flushToZero: (flushes) => (flushes ? 'subnormal numbers flushed to zero' : 'subnormal numbers kept'),
  deterministic: (same) => (same ? 'deterministic' : 'not deterministic'),
  reproducible: (same) => (same ? 'the same bits for every layout and batch' : 'bits depend on layout and batch'),
  nonfinite: (what) =>
    ({
      propagates: 'NaN and infinities as the record says',
      refuses: 'NaN and infinities refused',
      undefined: 'NaN and infinities undefined',
    })[what],
  refusal: (how) =>
    how === 'nan' ? 'what has no answer is answered by NaN or an infinity' : 'what has no answer raises an error',
  ties: (which) => (which === 'any' ? 'equal elements in any order' : 'among equal elements the first comes first'),
  batches: (which) =>
    ({ none: 'no batch axes', leading: 'batch axes that do not broadcast', broadcast: 'batch axes broadcast' })[which],
  ranks: (ranks) => `tensors of ${axes(ranks)}`,
  empty: (may) => (may ? 'empty tensors' : 'no empty tensors'),
  beyond: (what) =>
    what.length === 0
      ? 'nothing beyond the signature'
      : `takes beyond the signature: ${what.map((one) => extensionNames[one]).join(', ')}`,
  wider: (are) => (are ? 'results in a wider data type' : 'results in the data type of the inputs'),
};

const extensionNames = {
  ranks: 'other numbers of axes',
  broadcasting: 'shapes that broadcast',
  rectangular: 'matrices that are not square',
  dtypes: 'other data types',
};

const words = (promises: Promises): string[] =>
  Object.entries(promises).flatMap(([name, value]) => {
    if (value === undefined) return [];
    // Each name has the wording of its own value.
    const say = wording[name as keyof Promises] as (value: unknown) => string;
    return [say(value)];
  });

/**
 * What an adapter promises, a line for all operations and a line for every glob: nobody passes by promising little without
 * its standing here. No lines where nothing but the data type is declared.
 */
export function profileLines({ promised, operations }: ReportedProfile): string[] {
  const declared = words(
    Object.fromEntries(
      Object.entries(promised).filter(([name, value]) => {
        const usual: unknown = unlessPromised[name as keyof typeof unlessPromised];
        return JSON.stringify(value) !== JSON.stringify(usual);
      }),
    ),
  );
  const some = Object.entries(operations).map(([glob, promises]) => `${glob}: ${words(promises).join('; ')}`);
  return [...(declared.length === 0 ? [] : [declared.join('; ')]), ...some];
}
