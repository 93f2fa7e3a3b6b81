import { dotOf } from './dot.ts';

/** A library that forgets the third element: what `npm run judge` is tried on. */
export default {
  name: 'toy',
  version: '1.0.0',
  profile: { dtype: 'float64', batches: 'none', beyond: ['dtypes'] },
  toNative: (tensor: unknown) => tensor,
  fromNative: (value: unknown) => value,
  operations: {
    'linalg.dot': ({ a, b }: Record<'a' | 'b', { readonly shape: number[]; readonly data: number[] }>) =>
      dotOf(a.data, b.data),
  },
};
