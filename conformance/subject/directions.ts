import { flattened, operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Tensors } from './exchange.ts';

type Maybe = Readonly<Record<string, Tensor | readonly Tensor[] | undefined>>;

/** Of every floating-point output its cotangent, in the order of the signature: positions and labels have no direction. */
export function directions({ signature }: AnyOperation, cotangents: Maybe): Tensors {
  const given = Object.entries(flattened(cotangents));
  const outputs = parseSignature(signature).outputs.filter(({ integer }) => !integer);
  return Object.fromEntries(outputs.flatMap(({ name }) => given.filter(([wire]) => operandOf(wire) === name)));
}
