import { expect, test } from 'vitest';
import { quadraticFormVjp, rosenbrockVjp } from '../../spec/autodiff/landscapes.ts';
import { classifierVjp, perceptronVjp } from '../../spec/autodiff/networks.ts';
import { diamondVjp } from '../../spec/autodiff/reuse.ts';
import { evaluate } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { batchLoss } from '../../spec/programs/batchLoss.ts';
import { diamond } from '../../spec/programs/diamond.ts';
import { multilayerPerceptron } from '../../spec/programs/multilayerPerceptron.ts';
import { quadraticForm } from '../../spec/programs/quadraticForm.ts';
import { rosenbrock } from '../../spec/programs/rosenbrock.ts';
import { cost } from '../../spec/scalars/cost.ts';
import { parseSignature } from '../../spec/signature.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';

/** All operations of a definition, every axis of a size of its own. */
function operationsOf(record: AnyOperation): number {
  const { inputs } = parseSignature(record.signature);
  const axes = [...new Set(inputs.flatMap((input) => input.axes.map(({ name }) => name)))];
  const given = inputs.map(({ name, axes: own, integer }) => {
    const shape = own.map((axis) => axes.indexOf(axis.name) + 4);
    return [name, tensorOf(integer ? 'int32' : 'float64', shape, new Array(sizeOf(shape)).fill(integer ? 0 : 1))];
  });
  const { scalars, counted } = cost();
  evaluate(record, Object.fromEntries(given), {}, scalars);
  return Object.values(counted).reduce((sum, one) => sum + one, 0);
}

// What reverse mode costs is at most 5 times what the function does, however many inputs there are (Baur and Strassen; Griewank and
// Walther, section 3.3): all operations are counted, of the function too, which is evaluated on the way.
test.each<[AnyOperation, AnyOperation]>([
  [diamond, diamondVjp],
  [rosenbrock, rosenbrockVjp],
  [quadraticForm, quadraticFormVjp],
  [multilayerPerceptron, perceptronVjp],
  [batchLoss, classifierVjp],
] as never)('a gradient is cheap: %#', (program, vjp) => {
  const [plain, pulled] = [operationsOf(program), operationsOf(vjp)];
  expect(plain).toBeGreaterThan(0);
  expect(pulled / plain).toBeLessThanOrEqual(5);
});
