import { z } from 'zod';

/** A value of `values`: JSON has no NaN, no infinities and no -0, so they are written as text. */
const readable = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])]);

type Nested = z.infer<typeof readable> | Nested[];
const nested: z.ZodType<Nested> = z.lazy(() => z.union([readable, z.array(nested)]));

/** A tensor on disk: base64 of little-endian bits and, while it is small, the same values for readers. */
const encodedTensor = z.strictObject({
  dtype: z.enum(['float64', 'float32', 'float16', 'bfloat16', 'int32', 'complex128', 'complex64']),
  shape: z.array(z.int().nonnegative()),
  data: z.base64(),
  values: nested.optional(),
});

const tensors = z.record(z.string(), encodedTensor);
const someTensors = tensors.refine((named) => Object.keys(named).length > 0, 'must not be empty');
const attribute = z.union([z.boolean(), z.number(), z.string(), z.null(), z.array(z.int())]);
const precisionFields = {
  certifiedDigits: z.int().min(1).max(16),
  condition: z.union([z.literal(0), z.number().min(1)]),
  conditionFormula: z.string().min(1),
};

/** A fixture on disk: one element of golden/<chapter>/<operation>.json. */
export const record = z.strictObject({
  id: z.string().regex(/^[a-z]\w*\.[a-z]\w*\/[a-z0-9][a-z0-9-]*$/i, 'must read chapter.operation/name'),
  operation: z.string().regex(/^[a-z]\w*\.[a-z]\w*$/i, 'must read chapter.operation'),
  source: z.enum(['closed form', 'mpmath', 'rational', 'numpy', 'scipy', 'pytorch']),
  generator: z.string().regex(/^golden\/generators\/[\w/]+\.py$/, 'must be a file of golden/generators'),
  tools: z.record(z.string(), z.string()),
  seed: z.int().nullable(),
  precision: z.string().min(1),
  note: z.string().min(1),
  ...precisionFields,
  attributes: z.record(z.string(), attribute),
  upTo: z.record(z.string(), z.enum(['column signs', 'row signs', 'order'])).optional(),
  inputs: tensors,
  outputs: someTensors,
  gradients: z
    .strictObject({
      cotangents: someTensors,
      inputs: someTensors,
      ...precisionFields,
      upTo: z.record(z.string(), z.literal('symmetric part')).optional(),
    })
    .optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
});

export type EncodedTensor = z.infer<typeof encodedTensor>;
export type FixtureRecord = z.infer<typeof record>;
