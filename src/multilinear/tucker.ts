import { tucker as specification } from '../../spec/multilinear/tucker.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { along, type Cube, unfolded } from '../_internal/dense/cube.ts';
import { columnsOf, transposed } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

/** The factors of leading singular vectors of the unfoldings, and the core, the tensor in their bases. */
function decomposed(a: Cube, ranks: readonly number[]): Readonly<Record<'core' | 'u' | 'v' | 'w', Float64Array>> {
  const factorAlong = (axis: 0 | 1 | 2) =>
    columnsOf(finiteSingularValues('multilinear.tucker/R2', unfolded(a, axis)).u, 0, ranks[axis] as number);
  const [u, v, w] = [factorAlong(0), factorAlong(1), factorAlong(2)];
  const core = along(along(along(a, 0, transposed(u)), 1, transposed(v)), 2, transposed(w));
  return { core: core.data, u: u.data, v: v.data, w: w.data };
}

export const tucker = arrayReference(specification, {
  whole({ a }, { ranks }, { dtype, batch, sizes: { l, m, n, p, q, r } }) {
    const values = doubles(a);
    const size = l * m * n;
    const members = Array.from({ length: sizeOf(batch) }, (_, k) =>
      decomposed({ shape: [l, m, n], data: values.subarray(k * size, (k + 1) * size) }, ranks),
    );
    const stacked = (name: 'core' | 'u' | 'v' | 'w', shape: readonly number[]) => {
      const elements = members.flatMap((member) => [...member[name]]);
      return arrayFrom(dtype, [...batch, ...shape], elements);
    };
    return {
      core: stacked('core', [p, q, r]),
      u: stacked('u', [l, p]),
      v: stacked('v', [m, q]),
      w: stacked('w', [n, r]),
    };
  },
});
