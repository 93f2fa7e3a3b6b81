import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { everyOperation, operationIds } from '../../conformance/judge/laws.ts';
import { listedIn } from '../../scripts/_internal/faultTable.ts';
import { plantedFaults } from '../_internal/plantedFaults.ts';
import { answers, passedBy } from './doNothing.ts';

/** Derived laws that an adapter passes which computes nothing, and why that is right. */
const explained: Readonly<Record<string, string>> = {
  homogeneity: 'zeros scale to zeros, and an input to its multiple',
  emptyGradient: 'over nothing, nothing is right',
  untouched: 'it writes nowhere',
  untouchedByGradient: 'it writes nowhere',
  repeatable: 'it remembers nothing',
  storage: 'it looks at no memory',
  gradientStorage: 'nor for gradients',
  linearCotangent: 'zeros, and the cotangent itself, are linear in the cotangent',
  differences: 'a gradient of zeros is that of a constant function: forward and gradient agree, and both are wrong',
  special: 'NaN in the input reaches the result where the result is the input',
};

/** The same for some operations of the chapter of tensors. */
function eachOf(names: string, clauses: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [`tensor.${name}`, clauses]));
}

/** Operations whose result is the input, or 0, in whole classes of cases. */
const special: Readonly<Record<string, string>> = {
  // The largest number stays what it is.
  'tensor.add': 'edge',
  // A and 0 solve its equations for any rank but C3's, and the gradients of both are those of what was received.
  'multilinear.lowRankTruncate': 'jacobian adjoint gradientLayouts',
  // 0 has the objective that its equations allow, and is what no iterations give; C3 and C7 say which steps lead on.
  'multilinear.matrixCompletion': 'shapes layouts',
  // An integer is its own nearest, and the gradient is 0.
  'tensor.round': 'integers shapes zeros jacobian adjoint gradientLayouts taylor kinks',
  // In few cases is it moved to another place.
  'tensor.moveaxis': 'taylor',
  // Zeros are what is asked for.
  'tensor.zeros': 'definition tiles integers shapes zeros',
  // Where nothing is left out.
  'tensor.crop': 'shapes jacobian taylor gradientScales',
  'tensor.tile': 'shapes',
  'tensor.slice': 'taylor',
  'tensor.tril': 'shapes',
  ...eachOf('floor ceil trunc', 'integers shapes zeros jacobian adjoint gradientLayouts taylor'),
  // The gradient is 0.
  ...eachOf('sign floorDivide', 'jacobian adjoint gradientLayouts gradientScales taylor'),
  // It is the input, and its gradient 0.
  'autodiff.detach':
    'definition tiles integers shapes batch neighbours layouts zeros jacobian adjoint gradientLayouts gradientScales taylor',
  // A claim about networks of normalised matrices: what is said of them holds beside a matrix that is not.
  'layers.spectralNormalise': 'E80',
  // Of few classes, one choice is as likely as another.
  'probability.gumbelMax': 'layouts',
  // 0 where nothing depends on anything, as of one row and of independent variables.
  'information.binnedMutualInformation': 'shapes',
  'information.gaussianMutualInformation': 'shapes taylor',
  'layers.step': 'jacobian adjoint gradientLayouts gradientScales taylor',
  // NaN stays, and so does the infinity that the function tends to.
  'layers.gelu': 'specialCases',
  'layers.logSigmoid': 'specialCases',
  'layers.silu': 'specialCases',
  'layers.hardSwish': 'specialCases',
  'layers.softsign': 'specialCases',
  'layers.mish': 'specialCases',
  // Zeros of either sign stay as they are; so do all special cases of sinh and asinh.
  ...eachOf('abs atan atanh expm1 sin sqrt square tan tanh', 'zeros'),
  'tensor.sinh': 'zeros specialCases',
  'tensor.asinh': 'specialCases',
  // One answer of two is right for most cases of few: planted faults of either answer are caught.
  'numerics.allclose': 'layouts',
  'decompositions.isHurwitzStable': 'layouts',
  // No finite number is either.
  ...eachOf('isnan isinf', 'definition tiles integers shapes batch neighbours layouts'),
  // Reals that are drawn one by one are seldom equal.
  'tensor.equal': 'shapes batch neighbours',
};

/**
 * The clauses that catch a planted fault. One of them may be passed by doing nothing all the same: it relates results of the operation,
 * such as f(a) = f(b), |f| <= g or f(2x) = 2 f(x), which zeros (or the input, unchanged) satisfy. What the operation is, its definition,
 * equations, batches, shapes and gradients say.
 */
async function clausesThatCatch(): Promise<ReadonlySet<string>> {
  const listed = listedIn(readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8'));
  const clauses = (await plantedFaults()).flatMap(({ operation, name, caughtBy }) => {
    const others = listed.get(`${operation}: ${name}`)?.split(', ') ?? [];
    return [caughtBy, ...others.map((clause) => `${operation}/${clause}`)];
  });
  return new Set(clauses.filter((clause) => /\/[CR]\d+$/.test(clause)));
}

const isExplained = (operation: string, clause: string): boolean =>
  explained[clause] !== undefined ||
  (special[operation] ?? '').split(' ').includes(clause) ||
  // Zeros may be drawn.
  (clause === 'shapes' && everyOperation().some(({ id, random }) => id === operation && random !== undefined));

const help = `doing nothing passes these clauses, which no planted fault shows to be worth anything: plant one in test/faults/ that each
catches, and run npm run faults -- --operations <operation>; or say here, of a derived law, why it is right`;

const catching = await clausesThatCatch();

describe.each(operationIds)('%s: an adapter that computes nothing', (operation) => {
  test.each(Object.keys(answers) as (keyof typeof answers)[])(
    '%s passes no clause that is not explained',
    async (name) => {
      const unexplained = (await passedBy(name, operation)).filter(
        (id) => !catching.has(id) && !isExplained(operation, id.slice(operation.length + 1)),
      );
      expect(unexplained, help).toEqual([]);
    },
  );
});
