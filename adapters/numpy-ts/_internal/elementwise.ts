import * as np from 'numpy-ts';
import type { Adapter } from '../../../conformance/adapter.ts';
import { array, type Value } from './values.ts';

type Operations = Adapter<Value>['operations'];

const unary =
  (call: (x: np.NDArrayCore) => np.NDArrayCore) =>
  ({ x }: { readonly x: Value }): Value =>
    call(array(x));

const binary =
  (call: (a: np.NDArrayCore, b: np.NDArrayCore) => np.NDArrayCore) =>
  ({ a, b }: { readonly a: Value; readonly b: Value }): Value =>
    call(array(a), array(b));

/** What is done with each element of two arrays. */
export const ofTwo = {
  'tensor.add': binary(np.add),
  'tensor.sub': binary(np.subtract),
  'tensor.mul': binary(np.multiply),
  'tensor.div': binary(np.divide),
  'tensor.floorDivide': binary(np.floor_divide),
  'tensor.remainder': binary(np.remainder),
  'tensor.pow': binary(np.power),
  'tensor.hypot': binary(np.hypot),
  'tensor.copysign': binary(np.copysign),
  'tensor.maximum': binary(np.maximum),
  'tensor.minimum': binary(np.minimum),
  'tensor.equal': binary(np.equal),
  'tensor.notEqual': binary(np.not_equal),
  'tensor.less': binary(np.less),
  'tensor.lessEqual': binary(np.less_equal),
  'tensor.greater': binary(np.greater),
  'tensor.greaterEqual': binary(np.greater_equal),
  'tensor.logicalAnd': binary(np.logical_and),
  'tensor.logicalOr': binary(np.logical_or),
  'tensor.logicalXor': binary(np.logical_xor),
} satisfies Operations;

/** What is done with each element. */
export const elementwise: Operations = {
  ...ofTwo,
  'tensor.atan2': ({ y, x }) => np.arctan2(array(y), array(x)),
  'tensor.scale': ({ x }, { factor }) => np.multiply(array(x), factor),
  'tensor.clip': ({ x }, { min, max }) => np.clip(array(x), min, max),
  'tensor.round': unary(np.round),
  'tensor.ceil': unary(np.ceil),
  'tensor.floor': unary(np.floor),
  'tensor.trunc': unary(np.trunc),
  'tensor.abs': unary(np.abs),
  'tensor.neg': unary(np.negative),
  'tensor.sign': unary(np.sign),
  'tensor.signbit': unary(np.signbit),
  'tensor.sqrt': unary(np.sqrt),
  'tensor.square': unary(np.square),
  'tensor.reciprocal': unary(np.reciprocal),
  'tensor.exp': unary(np.exp),
  'tensor.expm1': unary(np.expm1),
  'tensor.log': unary(np.log),
  'tensor.log1p': unary(np.log1p),
  'tensor.log2': unary(np.log2),
  'tensor.log10': unary(np.log10),
  'tensor.sinh': unary(np.sinh),
  'tensor.cosh': unary(np.cosh),
  'tensor.tanh': unary(np.tanh),
  'tensor.sin': unary(np.sin),
  'tensor.cos': unary(np.cos),
  'tensor.tan': unary(np.tan),
  'tensor.asin': unary(np.arcsin),
  'tensor.acos': unary(np.arccos),
  'tensor.atan': unary(np.arctan),
  'tensor.isnan': unary(np.isnan),
  'tensor.isinf': unary(np.isinf),
  'tensor.isfinite': unary(np.isfinite),
  'tensor.logicalNot': unary(np.logical_not),
};
