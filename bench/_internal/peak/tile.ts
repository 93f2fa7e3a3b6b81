import type { WideDtype } from '../../../spec/tensor.ts';
import { type Contestant, contestant } from '../contestant.ts';
import { instantiate } from './instantiate.ts';
import type { Arithmetic } from './probe.ts';

const ROWS = 6;
const VECTORS = 2;
const DEPTH = 256;
const TURNS = 40; // a third of a millisecond

/** The yardstick of assembly/tile.ts; undefined where the platform lacks the instructions. */
export function tile(arithmetic: Arithmetic, dtype: WideDtype): Contestant | undefined {
  const exports = instantiate<{ fill(): void; run(turns: number): number }>(
    `${arithmetic}Tile${dtype === 'float64' ? 'Float64' : 'Float32'}`,
  );
  if (exports === undefined) return undefined;
  exports.fill();
  const lanes = dtype === 'float64' ? 2 : 4;
  return contestant(tileName(arithmetic), 2 * ROWS * VECTORS * lanes * DEPTH * TURNS, () => exports.run(TURNS));
}

export const tileName = (arithmetic: Arithmetic): string => (arithmetic === 'fused' ? 'fused tile' : 'tile');
