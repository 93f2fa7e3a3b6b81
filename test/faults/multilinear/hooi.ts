import { tucker } from '../../../src/multilinear/tucker.ts';
import { mapped, orZero } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('multilinear.hooi', ({ wrong, spoilt, misset, misreadEach }) => [
  wrong('the first two factors exchanged where the tensor is a cube', 'C6', ({ a }, attributes, right) => {
    const result = right({ a }, attributes);
    return new Set(a.shape).size === 1 && new Set(attributes.ranks).size === 1
      ? { ...result, u: result.v, v: result.u }
      : result;
  }),
  wrong('the core after an iteration with the factors before it', 'C4', ({ a }, attributes, right) => ({
    ...right({ a }, attributes),
    core: tucker({ a }, { ranks: attributes.ranks }).core,
  })),
  wrong('the core reduced after two iterations', 'C7', ({ a }, attributes, right) => {
    const result = right({ a }, attributes);
    return attributes.iterations === 2 ? { ...result, core: mapped(result.core, (value) => value * 0.875) } : result;
  }),
  spoilt('the core of a matrix without its last entry', 'C8', ({ core }, { a }) => ({
    core: a.shape.at(-1) === 1 ? mapped(core, (value, at) => (at === 0 ? 0 : value)) : core,
  })),
  spoilt('the first factor scaled, and the core against it', 'C1', ({ core, u }) => ({
    core: mapped(core, (value) => value / 2),
    u: mapped(u, (value) => 2 * value),
  })),
  spoilt('the columns of the second factor nearly orthonormal', 'C2', ({ v }) => ({
    v: mapped(v, (value, at) => (at === 0 ? value + 2 ** -16 : value)),
  })),
  spoilt('the last factor in half precision', 'C3', ({ w }) => ({
    w: mapped(w, (value) => Math.round(value * 2 ** 11) / 2 ** 11),
  })),
  spoilt('the first slice of the core left out', 'C5', ({ core }) => ({
    core: mapped(core, (value, at) => (at === 0 ? 0 : value)),
  })),
  misset('one iteration at least', 'C9', ({ iterations }) => ({ iterations: Math.max(iterations, 1) })),
  misset('a number of iterations below 0 taken for none', 'R3', ({ iterations }) => ({
    iterations: Math.max(0, Math.floor(iterations)),
  })),
  wrong('ranks beyond the axes cut', 'R1', ({ a }, { ranks, iterations }, right) => {
    const most = a.shape.slice(-3);
    return right({ a }, { ranks: ranks.map((rank, axis) => Math.min(rank, most[axis] ?? rank)), iterations });
  }),
  misreadEach('NaN taken for 0', 'special', 'a', orZero),
]);
