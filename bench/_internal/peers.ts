import { Matrix } from 'ml-matrix';
import { type Contestant, contestant } from './contestant.ts';
import type { Convolution } from './convolution.ts';
import { type Product, productFlops } from './product.ts';

type Floats = Float64Array | Float32Array;

/** A problem that a peer has its operands of: it computes by `call`, or is told a number of calls and times them itself. */
export interface Prepared {
  readonly call?: () => number;
  readonly run?: (calls: number) => Promise<number>;
  readonly activate?: () => void;
  /** The whole result, row-major, for the comparison before the timing. */
  readonly result: () => ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** What a peer computes, from operands that lie row-major. */
export interface PeerKernels {
  readonly product?: (product: Product, a: Floats, b: Floats) => Prepared;
  readonly convolution?: (convolution: Convolution, x: Float32Array, weight: Float32Array) => Prepared;
  readonly decomposition?: (name: string, n: number, a: Float64Array) => Prepared | undefined;
  readonly close?: () => void;
}

interface Peer {
  readonly load: () => Promise<PeerKernels>;
  readonly hint: string;
}

const install = (folder: string): string => `not installed, run npm ci --prefix adapters/${folder}`;

/** Loaders of the adapters narrow the operands' types: each peer is asked only for what it offers. */
const peers: Readonly<Record<string, Peer>> = {
  'ml-matrix': { load: async () => mlMatrix, hint: 'not installed, run npm ci' },
  'numpy-ts': {
    load: async () => (await import('../../adapters/numpy-ts/kernels.ts')).load(),
    hint: install('numpy-ts'),
  },
  'jax-js': { load: async () => (await import('../../adapters/jax-js/kernels.ts')).load(), hint: install('jax-js') },
  'tfjs-wasm': { load: () => tfjs('wasm'), hint: install('tfjs') },
  'tfjs-cpu': { load: () => tfjs('cpu'), hint: install('tfjs') },
  openblas: {
    load: async () => (await import('../../adapters/openblas/kernels.ts')).load(),
    hint: 'no python3 with a NumPy on OpenBLAS (Debian: python3-numpy, libopenblas0)',
  },
};

export const peerNames: readonly string[] = Object.keys(peers);

type Loaded = { readonly kernels: PeerKernels } | { readonly reason: string };

const loaded = new Map<string, Promise<Loaded>>();

/** The kernels of a peer, loaded once; the reason where it cannot be had, which is never an error. */
export function peer(name: string): Promise<Loaded> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const entry = peers[name];
  if (entry === undefined) throw new Error(`bench: no peer ${name}, only ${peerNames.join(', ')}`);
  const loading = entry.load().then(
    (kernels): Loaded => ({ kernels }),
    (): Loaded => ({ reason: entry.hint }),
  );
  loaded.set(name, loading);
  return loading;
}

/** Ends what peers have started. */
export async function closePeers(): Promise<void> {
  for (const loading of loaded.values()) {
    const peer = await loading;
    if ('kernels' in peer) peer.kernels.close?.();
  }
  loaded.clear();
}

/** The contestant of a prepared problem. */
export function entrantOf(name: string, flops: number, { call, run, activate }: Prepared): Contestant {
  if (call !== undefined) return contestant(name, flops, call, activate);
  if (run !== undefined) return { name, flops, run };
  throw new Error(`bench: ${name} has neither a call nor a run`);
}

export const productEntrant = (name: string, product: Product, prepared: Prepared): Contestant =>
  entrantOf(name, productFlops(product), prepared);

/** ml-matrix has one type, so its float32 cases are the same values in float64. It can only return a new matrix. */
const mlMatrix: PeerKernels = {
  product: ({ m, n, k }, a, b) => {
    const left = Matrix.from1DArray(m, k, Array.from(a));
    const right = Matrix.from1DArray(k, n, Array.from(b));
    return {
      call: () => left.mmul(right).get(0, 0),
      result: () => left.mmul(right).to1DArray(),
    };
  },
};

async function tfjs(backend: 'wasm' | 'cpu'): Promise<PeerKernels> {
  const { load } = await import('../../adapters/tfjs/kernels.ts');
  const { product, convolution } = await load(backend);
  return { product: (problem, a, b) => product(problem, Float32Array.from(a), Float32Array.from(b)), convolution };
}
