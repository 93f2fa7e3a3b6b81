import type { Context } from '../law.ts';

/** Far from what is drawn, and finite in the data type: infinity begins at 2^16 in half precision. */
export const farNumber = ({ dtype }: Context): number => (dtype === 'float16' ? 2 ** 14 : 2 ** 40);
