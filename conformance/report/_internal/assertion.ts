import type { TracedCall } from '../../subject/traced.ts';
import type { ClauseReport } from '../report.ts';
import { mostElements } from './callParts.ts';

/** What a test of one failing case asserts. */
export type Assertion =
  /** That the calls are refused by an error. */
  | { readonly kind: 'refused' }
  /** That the calls raise none. */
  | { readonly kind: 'answered' }
  /** That one number of an output is near what it must be. */
  | {
      readonly kind: 'near';
      readonly output: string;
      /** Where it stands in the data of the output. */
      readonly at: number;
      readonly expected: number;
      readonly allowed: number;
      /** Whether 0 and -0 are told apart. */
      readonly signed: boolean;
    }
  /** That the law holds of the case: what it compares is no number of one output. */
  | { readonly kind: 'law' };

/** The assertion by which a test tells the failure of a case. */
export function assertionOf({ verdict, counterexample }: ClauseReport, calls: readonly TracedCall[]): Assertion {
  const [call, ...others] = calls;
  if (counterexample === undefined || call === undefined || others.length > 0 || isCut(call)) return { kind: 'law' };
  if (counterexample.expected === 'an error') return { kind: 'refused' };
  if (counterexample.error !== undefined)
    return verdict === 'errored' && call.error === counterexample.error ? { kind: 'answered' } : { kind: 'law' };
  return nearOf(counterexample, call) ?? { kind: 'law' };
}

/** Whether the code of a call leaves numbers out. */
const isCut = ({ inputs, cotangents }: TracedCall): boolean =>
  [inputs, cotangents].some((tensors) => Object.values(tensors).some(({ data }) => data.length > mostElements));

function nearOf(
  { what, ratio, expected = '', received = '' }: NonNullable<ClauseReport['counterexample']>,
  { kind, outputs = {} }: TracedCall,
): Assertion | undefined {
  const [, part, output = '', index = ''] = /^(?:(Re|Im) )?([\w.]+)(?:\[([\d, ]+)\])?$/.exec(what) ?? [];
  const tensor = outputs[output];
  const [want, got] = [numberOf(expected), numberOf(received)];
  if (kind === 'gradient' || tensor === undefined || want === undefined || got === undefined) return undefined;
  // A result that is NaN does not tell what is allowed.
  if (ratio === null && Number.isFinite(want) && !Number.isFinite(got)) return undefined;
  const indices = index === '' ? [] : index.split(',').map(Number);
  const place = indices.reduce((at, one, axis) => at * (tensor.shape[axis] ?? 1) + one, 0);
  // The number that is expected is rounded itself.
  const allowed = ratio === null ? 0 : Math.abs(got - want) / ratio + 2 ** -53 * Math.abs(want);
  return {
    kind: 'near',
    output,
    at: part === undefined ? place : 2 * place + (part === 'Im' ? 1 : 0),
    expected: want,
    allowed: Number.isFinite(allowed) ? allowed : 0,
    signed: want === 0 && got === 0,
  };
}

const numberOf = (text: string): number | undefined => {
  if (/^-?(?:NaN|Infinity)$/.test(text)) return Number(text);
  return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
};

/** The name of a test: the clause, and what it says. */
export const titleOf = ({ id, law }: ClauseReport): string => (law === id ? id : `${id}: ${law}`);
