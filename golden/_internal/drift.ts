import type { Tensor } from '../../spec/tensor.ts';
import type { Fixture } from '../fixture.ts';
import { canonicalJson } from './canonicalJson.ts';

/** A certified digit count that stands for correctly rounded values: they must come out bit by bit on every machine. */
const EVERY_BIT = 16;

/**
 * Where regenerated fixtures differ from the committed ones, one line each; none when they agree.
 *
 * Tool versions and hashes may differ. Inputs and correctly rounded values must not; a library's own values may, within
 * their certified digits and, where the fixture says so, up to sign.
 */
export function drift(committed: readonly Fixture[], regenerated: readonly Fixture[]): string[] {
  const fresh = new Map(regenerated.map((fixture) => [fixture.id, fixture]));
  const lines = committed.flatMap((old) => {
    const now = fresh.get(old.id);
    return now === undefined
      ? [`${old.id}: no generator makes it any more`]
      : fixtureDrift(old, now).map((line) => `${old.id}: ${line}`);
  });
  const known = new Set(committed.map(({ id }) => id));
  return [
    ...lines,
    ...regenerated.filter(({ id }) => !known.has(id)).map(({ id }) => `${id}: generated, but not committed`),
  ];
}

function fixtureDrift(old: Fixture, now: Fixture): string[] {
  const lines = Object.keys({ ...description(old), ...description(now) })
    .filter(
      (field) => canonicalJson(description(old)[field] ?? null) !== canonicalJson(description(now)[field] ?? null),
    )
    .map((field) => `${field} differs`);
  lines.push(...tensorsDrift('input', old.inputs, now.inputs, EVERY_BIT));
  lines.push(...tensorsDrift('output', old.outputs, now.outputs, old.certifiedDigits, old.upTo));
  lines.push(...tensorsDrift('cotangent', old.gradients?.cotangents ?? {}, now.gradients?.cotangents ?? {}, EVERY_BIT));
  lines.push(
    ...tensorsDrift(
      'gradient',
      old.gradients?.inputs ?? {},
      now.gradients?.inputs ?? {},
      old.gradients?.certifiedDigits ?? EVERY_BIT,
    ),
  );
  return lines;
}

/** Everything that is neither a tensor nor a property of the machine that generated it. */
function description(fixture: Fixture): Record<string, unknown> {
  const { inputs, outputs, gradients, tools, sha256, ...rest } = fixture;
  const { inputs: pulledBack, cotangents, ...accuracy } = gradients ?? {};
  return { ...rest, gradients: accuracy };
}

function tensorsDrift(
  kind: string,
  old: Readonly<Record<string, Tensor>>,
  now: Readonly<Record<string, Tensor>>,
  certifiedDigits: number,
  upTo: Fixture['upTo'] = {},
): string[] {
  return Object.keys({ ...old, ...now }).flatMap((name) => {
    const [before, after] = [old[name], now[name]];
    if (before === undefined || after === undefined)
      return [`${kind} ${name} ${before === undefined ? 'is new' : 'is gone'}`];
    if (before.dtype !== after.dtype || before.shape.join() !== after.shape.join())
      return [`${kind} ${name} has another type or shape`];
    const values = Array.from(before.data);
    const largest = Math.max(0, ...values.map(Math.abs));
    const allowed = certifiedDigits >= EVERY_BIT ? 0 : largest * 10 ** -certifiedDigits;
    const aligned = withSignsOf(before, after, upTo[name]);
    const worst = Math.max(0, ...values.map((value, k) => distance(value, aligned[k] ?? Number.NaN)));
    return worst <= allowed
      ? []
      : [`${kind} ${name} moved by ${worst} (largest ${largest}, ${certifiedDigits} digits certified)`];
  });
}

/** 0 for the same bits, NaN included; -0 is not 0. */
function distance(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const difference = Math.abs(a - b);
  return difference > 0 ? difference : a === b ? Number.MIN_VALUE : Number.POSITIVE_INFINITY;
}

/** The values of `tensor` with each column's (or row's) sign chosen so that its product with that of `reference` is positive. */
function withSignsOf(reference: Tensor, tensor: Tensor, freedom: Fixture['upTo'][string] | undefined): number[] {
  const values = Array.from(tensor.data);
  if (freedom === undefined || freedom === 'order') return values;
  const columns = tensor.shape.at(-1) ?? 1;
  const rows = tensor.shape.at(-2) ?? 1;
  const lineOf = (k: number): number =>
    freedom === 'column signs' ? Math.floor(k / (rows * columns)) * columns + (k % columns) : Math.floor(k / columns);
  const products = new Map<number, number>();
  for (const [k, value] of values.entries()) {
    products.set(lineOf(k), (products.get(lineOf(k)) ?? 0) + value * (reference.data[k] ?? 0));
  }
  return values.map((value, k) => ((products.get(lineOf(k)) ?? 0) < 0 ? -value : value));
}
