import type { Law } from '../law.ts';

/** All that is said of them follows from their records. */
export const laws: readonly Law[] = [];
