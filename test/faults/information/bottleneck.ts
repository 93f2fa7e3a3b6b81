import { blahutArimotoStep, bottleneckObjective, informationPlane } from '../../../spec/information/bottleneck.ts';
import { at, build, type Matrix, negated, rowOf, scaled } from '../../../src/_internal/dense/matrix.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

/** A step with another score of t for x. */
function stepBy(p: Matrix, encoder: Matrix, scoreOf: (ofT: number, apart: number, reverse: number) => number): Matrix {
  const ofX = Array.from({ length: p.rows }, (_, x) => sum([...rowOf(p, x)]));
  const ofT = Array.from({ length: encoder.columns }, (_, t) => sum(ofX.map((one, x) => one * at(encoder, x, t))));
  const after = build(
    encoder.columns,
    p.columns,
    (t, y) => sum(ofX.map((_, x) => at(p, x, y) * at(encoder, x, t))) / (ofT[t] ?? 1),
  );
  const kl = (a: readonly number[], b: readonly number[]) => sum(a.map((one, y) => one * Math.log(one / (b[y] ?? 1))));
  const scores = build(p.rows, encoder.columns, (x, t) => {
    const given = [...rowOf(p, x)].map((one) => one / (ofX[x] ?? 1));
    const code = [...rowOf(after, t)];
    return scoreOf(ofT[t] ?? 0, kl(given, code), kl(code, given));
  });
  return build(p.rows, encoder.columns, (x, t) => {
    const row = [...rowOf(scores, x)];
    const most = Math.max(...row);
    return Math.exp(at(scores, x, t) - most) / sum(row.map((one) => Math.exp(one - most)));
  });
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(informationPlane, ({ spoilt, spoiltGradient }) => [
    spoilt('axes exchanged', 'C1', ({ ix, iy }) => ({ ix: iy, iy: ix })),
    spoilt('in bits', 'C2', ({ ix, iy }) => ({ ix: ix / Math.LN2, iy: iy / Math.LN2 })),
    spoilt('what is known of Y in the place of what is kept of X', 'definition', ({ iy }) => ({ ix: iy })),
    spoiltGradient('gradient of the encoder with the wrong sign', 'jacobian', ({ encoder }) => ({
      encoder: negated(encoder),
    })),
  ]),
  ...memberFaultsOf(bottleneckObjective, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('sign forgotten', 'C1', (l) => -l),
    spoilt('in bits', 'C2', (l) => l / Math.LN2),
    spoilt('what is best is called worst', 'C3', (l) => 1 - l),
    spoilt('at beta = 1 what keeps nothing is no better', 'E40', (l, _, { beta }) => (beta === 1 ? 0 * l : l)),
    misread('the last code left out', 'definition', ({ encoder }) => ({
      encoder: build(encoder.rows, encoder.columns, (x, t) => (t === encoder.columns - 1 ? 0 : at(encoder, x, t))),
    })),
    spoiltGradient('gradient of p with the wrong sign', 'jacobian', ({ p }) => ({ p: negated(p) })),
  ]),
  ...memberFaultsOf(blahutArimotoStep, ({ wrong, spoilt, spoiltGradient }) => [
    spoilt('not normalised', 'C1', (next) => scaled(next, 2)),
    wrong('the divergence with the wrong sign', 'C5', ({ p, encoder }, { beta }) =>
      stepBy(p, encoder, (ofT, apart) => Math.log(ofT) + beta * apart),
    ),
    spoilt('a code for every x', 'C2', (next) =>
      build(next.rows, next.columns, (x, t) => Number(t === x % next.columns)),
    ),
    wrong('the divergence the other way round', 'definition', ({ p, encoder }, { beta }) =>
      stepBy(p, encoder, (ofT, _, reverse) => Math.log(ofT) - beta * reverse),
    ),
    wrong('p(t) left out', 'C3', ({ p, encoder }, { beta }) => stepBy(p, encoder, (_, apart) => -beta * apart)),
    wrong('beta = 1 whatever is asked for', 'C4', ({ p, encoder }) =>
      stepBy(p, encoder, (ofT, apart) => Math.log(ofT) - apart),
    ),
    wrong('beta halved', 'C5', ({ p, encoder }, { beta }) =>
      stepBy(p, encoder, (ofT, apart) => Math.log(ofT) - (Math.min(beta, 3) / 4) * apart),
    ),
    spoiltGradient('gradient of p left out', 'jacobian', ({ p }) => ({ p: scaled(p, 0) })),
  ]),
];
