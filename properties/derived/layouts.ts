import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, type Layout, law, type OperationCase } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { judge, outputOf, requireDefined } from '../verbs/judge.ts';

interface LayoutCase extends OperationCase {
  readonly choices: readonly number[];
}

/** The tensor with every slice along the first axis equal to the first one: what a broadcast view can hold. */
function constantAlongFirstAxis(tensor: Tensor): Tensor {
  const [first = 0, ...rest] = tensor.shape;
  const slice = Array.from(tensor.data).slice(0, first === 0 ? 0 : tensor.data.length / first);
  return tensorOf(tensor.dtype, [first, ...rest], Array.from({ length: first }, () => slice).flat());
}

/** Inputs given as transposed, sliced, reversed or broadcast views mean the same as copies. */
export const layoutLaws = (operation: AnyOperation): Law[] => [
  law<LayoutCase>(operation, 'layouts', {
    statement: 'views (transposed, sliced, reversed, broadcast) give the same result as copies',
    hint: 'strides or offsets of an input are ignored',
    layouts: true,
    cases: (context) =>
      fc
        .tuple(operationCases(operation, context, { most: 4 }), fc.array(fc.nat(15), { minLength: 6, maxLength: 6 }))
        .map(([base, choices]) => ({ ...base, choices })),
    check: async (on, { inputs, attributes, choices }, context) => {
      const layouts: Record<string, Layout> = {};
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, tensor], at) => {
          const layout = on.layouts[(choices[at] ?? 0) % on.layouts.length] ?? 'contiguous';
          const keeps = tensor.dtype === 'int32' || tensor.shape.length === 0;
          layouts[name] = keeps ? 'contiguous' : layout;
          // Broadcasting changes values only where the domain has no structure that it would destroy.
          if (layouts[name] !== 'broadcast') return [name, tensor];
          if (operation.domain?.[name] === undefined) return [name, constantAlongFirstAxis(tensor)];
          layouts[name] = 'transposed';
          return [name, tensor];
        }),
      );
      requireDefined(operation, given, attributes);
      const viewed = await on(operation, given, attributes, { layouts });
      if (!context.reproducible) return judge(operation, given, attributes, viewed, context);
      const copied = await on(operation, given, attributes);
      return Object.keys(copied).map((name) => identical(outputOf(viewed, name), outputOf(copied, name), name));
    },
  }),
];
