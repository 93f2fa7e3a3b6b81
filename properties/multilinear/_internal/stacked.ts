import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { transposed } from '../../verbs/tensors.ts';

/** The columns of a matrix one under the other. */
export const stacked = (a: Tensor): Tensor => tensorOf(a.dtype, [a.data.length], transposed(a).data);
