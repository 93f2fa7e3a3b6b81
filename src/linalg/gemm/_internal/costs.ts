import { tileRows } from './blocking.ts';

/**
 * What the paths cost for a product of sizes m, n, p: a model whose only use is to order them. Its constants are nanoseconds,
 * fitted to square and thin products on one x86-64 machine; where two paths are near, either will do.
 */
export interface Costs {
  /** Plain: per 2 x 2 tile of C, and per tile and p. */
  readonly plain: { readonly tile: number; readonly step: number };
  /** Small: per call, per element copied, per vector of C, and per vector and p. */
  readonly small: { readonly call: number; readonly copy: number; readonly vector: number; readonly step: number };
  /** Packed: per call, per element copied, those beyond FAR times more, per tile of C, and per tile and p. */
  readonly packed: {
    readonly call: number;
    readonly copy: number;
    readonly copyFar: number;
    readonly tile: number;
    readonly step: number;
  };
  readonly lanes: number;
  /**
   * With B by tables: plain per multiplication; packed per call and per entry of B, to pack it and to multiply it with the
   * rows of A that a tile has, needed or not.
   */
  readonly indexed: { readonly multiplication: number; readonly call: number; readonly entry: number };
}

export const costsOfFloat64: Costs = {
  plain: { tile: 8, step: 2 },
  small: { call: 40, copy: 0.9, vector: 0.8, step: 0.39 },
  packed: { call: 190, copy: 0.4, copyFar: 1.2, tile: 3, step: 2.15 },
  lanes: 2,
  indexed: { multiplication: 0.9, call: 600, entry: 1.8 },
};

export const costsOfFloat32: Costs = {
  plain: { tile: 9, step: 5.2 }, // JavaScript pays for every rounding
  small: { call: 50, copy: 1, vector: 0.8, step: 0.39 },
  packed: { call: 240, copy: 0.4, copyFar: 0.4, tile: 3, step: 2.15 },
  lanes: 4,
  indexed: { multiplication: 1.75, call: 350, entry: 1.4 },
};

/** Elements that fit into the caches near a core. */
const FAR = 2 ** 15;

export const plainCost = ({ plain }: Costs, m: number, n: number, p: number): number =>
  Math.ceil(m / 2) * Math.ceil(n / 2) * (plain.tile + p * plain.step);

export const smallCost = ({ small, lanes }: Costs, m: number, n: number, p: number): number =>
  small.call + small.copy * (m * p + p * n + m * n) + m * Math.ceil(n / lanes) * (small.vector + p * small.step);

export function packedCost({ packed, lanes }: Costs, m: number, n: number, p: number): number {
  const elements = m * p + p * n + m * n;
  const copying = packed.copy * Math.min(elements, FAR) + packed.copyFar * Math.max(elements - FAR, 0);
  return (
    packed.call +
    copying +
    Math.ceil(m / tileRows('separate')) * Math.ceil(n / (2 * lanes)) * (packed.tile + p * packed.step)
  );
}

/** Whether a product with B by tables is faster without packing: with one or two rows in float64, and where there is little to do. */
export function isDirectFaster({ indexed }: Costs, m: number, n: number, p: number): boolean {
  return m * n * p * indexed.multiplication < indexed.call + n * p * indexed.entry;
}
