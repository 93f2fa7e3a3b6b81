import { floatDtypes } from '../../../spec/tensor.ts';
import { describeValue } from '../exchange.ts';
import { extensions, functionNames } from '../profile.ts';

/** Whether a value may stand for a promise, and in words what may. */
interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly rule: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const within = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;
const isPair = (value: unknown): value is readonly [unknown, unknown] => Array.isArray(value) && value.length === 2;

const oneOf = (...values: readonly string[]): Rule => ({
  holds: (value) => values.some((one) => one === value),
  rule: values.map((one) => `'${one}'`).join(' or '),
});
const yesOrNo: Rule = { holds: (value) => typeof value === 'boolean', rule: 'true or false' };
const roundoff: Rule = {
  holds: (value) => within(value, 0, 1) && value !== 0 && value !== 1,
  rule: 'a number between 0 and 1',
};

const rules: Readonly<Record<string, Rule>> = {
  unitRoundoff: roundoff,
  halvesIn: oneOf('float32', 'float64'),
  inputRoundoff: roundoff,
  ulps: { holds: isRecord, rule: `errors in ulps of ${functionNames.join(', ')}` },
  flushToZero: yesOrNo,
  deterministic: yesOrNo,
  reproducible: yesOrNo,
  nonfinite: oneOf('propagates', 'refuses', 'undefined'),
  refusal: oneOf('error', 'nan'),
  ties: oneOf('first', 'any'),
  batches: oneOf('none', 'leading', 'broadcast'),
  ranks: {
    holds: (value) =>
      isPair(value) &&
      value.every((rank) => within(rank, 0, 64) && Number.isInteger(rank)) &&
      Number(value[0]) <= Number(value[1]),
    rule: 'the least and the largest number of axes, such as [1, 4]',
  },
  empty: yesOrNo,
  beyond: {
    holds: (value) => Array.isArray(value) && value.every((one) => extensions.some((known) => known === one)),
    rule: "a list of 'ranks', 'broadcasting', 'rectangular' and 'dtypes'",
  },
  wider: yesOrNo,
};

/** What is wrong with some promises, one sentence per fault; `where` they stand is named. */
function promiseFaults(where: string, promises: Record<string, unknown>): string[] {
  return Object.entries(promises).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const rule = rules[name];
    if (rule === undefined)
      return [
        `${where}.${name} is no promise; there are ${(where === 'profile' ? ['dtype', 'operations'] : []).concat(Object.keys(rules)).join(', ')}`,
      ];
    if (!rule.holds(value)) return [`${where}.${name} must be ${rule.rule}, got ${describeValue(value)}`];
    return name === 'ulps' && isRecord(value) ? ulpFaults(`${where}.ulps`, value) : [];
  });
}

const ulpFaults = (where: string, ulps: Record<string, unknown>): string[] =>
  Object.entries(ulps).flatMap(([name, value]) => {
    if (!functionNames.some((one) => one === name))
      return [`${where}.${name} is no function; there are ${functionNames.join(', ')}`];
    // Half an ulp is the best that a format can hold.
    return within(value, 0.5, 2 ** 20)
      ? []
      : [`${where}.${name} must be a number of ulps, at least 0.5, got ${describeValue(value)}`];
  });

/** What is wrong with a value as the profile of an adapter. */
export function profileFaults(profile: unknown): string[] {
  const dtypeRule = `{ dtype: 'float64' }, or another or a list of ${floatDtypes.join(', ')}`;
  if (!isRecord(profile))
    return [`profile must be ${dtypeRule}, with what else is promised, got ${describeValue(profile)}`];
  const { dtype, operations, ...promises } = profile;
  const list: readonly unknown[] = Array.isArray(dtype) ? dtype : [dtype];
  const known = list.length > 0 && list.every((one) => floatDtypes.some((dtype) => dtype === one));
  const faults = known ? [] : [`profile must be ${dtypeRule}, got a dtype that is ${describeValue(dtype)}`];
  faults.push(...promiseFaults('profile', promises));
  if (operations === undefined) return faults;
  if (!isRecord(operations))
    return [...faults, `profile.operations must be an object of promises by glob, got ${describeValue(operations)}`];
  for (const [glob, some] of Object.entries(operations)) {
    const where = `profile.operations['${glob}']`;
    faults.push(
      ...(isRecord(some)
        ? promiseFaults(where, some)
        : [`${where} must be an object of promises, got ${describeValue(some)}`]),
    );
  }
  return faults;
}
