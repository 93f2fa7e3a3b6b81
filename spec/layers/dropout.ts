import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { pytorch, srivastava2014 } from '../sources.ts';

export const dropout = defineOperation({
  id: 'layers.dropout',
  meaning:
    'In training every element is dropped with probability p, and what is kept divided by 1 - p; else all stays as it is.',
  signature: 'x[s*] -> y[s*]',
  attributes: {
    p: { kind: 'real', min: 0, max: 1, default: 0.5, clause: 'R1' },
    training: { kind: 'boolean', default: true },
    key: { kind: 'key', clause: 'R2' },
  },
  equations: {
    C1({ x, y }, { at, u, ratio }, { p, training }) {
      if (training === false || p === 1) return 0;
      const keep = 1 - Number(p);
      const one = (i: number, j: number): number => {
        const [given, got] = [at(x, i, j), at(y, i, j)];
        // A rounding each for 1 - p, its reciprocal and the product, and for the division here.
        return got === 0 ? 0 : ratio(Math.abs(got - given / keep), 4 * u * Math.abs(given / keep));
      };
      let worst = 0;
      for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.columns; j++) worst = Math.max(worst, one(i, j));
      return worst;
    },
    C2: ({ x, y }, { minus, isZero }, { p, training }) => holds((training && p !== 0) || isZero(minus(y, x))),
    C3: ({ y }, { isZero }, { p, training }) => holds(!training || p !== 1 || isZero(y)),
  },
  random: {
    // A small p shows in how many steps it is kept; of others an error below 0.0065 to 0.0085 passes.
    at: [{ p: 0.5 }, { p: 0.0625 }, { p: 0.3 }, { p: 0.9 }, { p: 2 ** -9 }],
    coins: [([y = 0]) => y === 0],
    statistics: {
      C4: { happens: ([y = 0]) => y === 0, probability: ({ p }) => p },
    },
  },
  freedom: 'which elements a key drops; the same key drops the same ones again, of a shape',
  // An element that is not finite may be multiplied by 0 or left out.
  special: 'undefined',
  rejects: {
    R1: 'p must be a number; that it lies from 0 to 1 is a convention',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
  },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x, y }, { y: g }, { mul, div }) => ({ x: (...at) => mul(g(...at), div(y(...at), x(...at))) }),
  clauses: {
    C1: 'in training every element is 0 or x / (1 - p), rounded three times',
    C2: 'without training, and with p = 0, y = x, bitwise',
    C3: 'in training, with p = 1, y = 0, and not NaN',
    C4: 'an element is dropped with probability p',
    C5: 'the pullback of G is the dropout of G by the same key: it has the mask of the result',
    C6: 'the mask does not depend on x: it is that of any other input without zeros',
  },
  sources: [srivastava2014('section 10'), pytorch('torch.nn.Dropout')],
});
