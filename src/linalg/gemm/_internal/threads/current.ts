import type { Pool } from './pool.ts';

/** The pool that products are shared with, if one is open on this thread. */
export const current: { pool: Pool | undefined } = { pool: undefined };
