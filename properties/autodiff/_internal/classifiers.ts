import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context } from '../../law.ts';
import { build, map, zeros } from '../../verbs/tensors.ts';

/** Linear classifiers with inputs and labels, and tensors of more names over the same axes: biases by class c, inputs i, examples n. */
export const classifiers = <Name extends string>(context: Context, more: Readonly<Record<Name, string>>) =>
  tensors(context, { bias: 'c', weight: 'c i', x: 'n i', labels: 'n', ...more } as Record<
    Name | 'bias' | 'weight' | 'x' | 'labels',
    string
  >).map((given): Record<Name | 'bias' | 'weight' | 'x' | 'target' | 'c_loss', Tensor> => {
    const { labels, ...rest } = given as Record<string, Tensor>;
    const classes = given.bias.shape[0] ?? 1;
    const target = tensorOf(
      'int32',
      labels?.shape ?? [],
      Array.from(labels?.data ?? [], (one) => Math.abs(one) % classes),
    );
    return { ...rest, target, c_loss: map(zeros(build(given.bias, [], () => 0)), () => 1) } as never;
  });
