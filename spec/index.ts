/** The specification as data: every operation, and the number systems that its definitions are interpreted in. */
export type { Attribute, Attributes, AttributeValue } from './attribute.ts';
export { type Binding, bind, SignatureError } from './binding.ts';
export { type Evaluated, evaluate, outputShapes } from './evaluate.ts';
export type { AnyOperation, Clauses, Domain, Equation, Homogeneity, Operation, Source } from './operation.ts';
export { attributesOf, chapterOf, operation } from './operation.ts';
export { type Phenomenon, type Prediction, phenomenon } from './phenomenon.ts';
export { type AnyProgram, isProgram, operationsOf, type Program, program } from './program.ts';
export { node, type ProgramNode } from './programNode.ts';
export { Refusal, refuse } from './refusal.ts';
export { operations } from './registry.generated.ts';
export { allowedError, type Bound, bound, type Profile } from './scalars/bound.ts';
export { cost } from './scalars/cost.ts';
export { type Dual, dual } from './scalars/dual.ts';
export { type Exact, errorOf, exact, exactAt, toNumber } from './scalars/exact.ts';
export { float } from './scalars/float.ts';
export type { Scalars } from './scalars/scalars.ts';
export { type Operand, parseSignature, type Signature } from './signature.ts';
export { type Dtype, type FloatDtype, sizeOf, type Tensor, tensorOf } from './tensor.ts';
