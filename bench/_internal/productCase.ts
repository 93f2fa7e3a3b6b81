import { type GemmOptions, gemm } from '../../adapters/reference/kernels.ts';
import type { Case, Entrants, Gate } from './benchmark.ts';
import { checkProduct, checkWithinBound, type Multiply } from './checkProduct.ts';
import { type Contestant, contestant } from './contestant.ts';
import { peak, peakName } from './peak/probe.ts';
import { tile, tileName } from './peak/tile.ts';
import { peer, productEntrant } from './peers.ts';
import { type Operands, type Product, productFlops, randomOperands, rowMajor } from './product.ts';

/** What a file of products says about one of its cases. */
export interface ProductCase extends Product {
  readonly gates?: readonly Gate[];
  /** Opponents to report without a gate. */
  readonly beside?: readonly string[];
  /** 'relaxed' fuses; otherwise the path that gemm chooses. */
  readonly kernel?: GemmOptions['kernel'];
  readonly label?: string;
}

const MISSING = 'the platform has no such SIMD';

/** A product as a case: checked against the triple loop and the plain path, peers against the error bound. */
export function productCase(description: ProductCase): Case {
  const { gates = [], beside = [], kernel, label, ...product } = description;
  const { dtype, m, n, k, form } = product;
  const square = m === n && n === k;
  const size = square ? `n = ${n}` : `${m} x ${n}, k = ${k}`;
  return {
    name: [dtype, label, square && form === undefined ? undefined : (form ?? 'NN'), size].filter(Boolean).join(' '),
    ...(square && form === undefined && { roofline: { dtype, path: kernel ?? 'auto', n } }),
    opponents: [...new Set([...gates.map(({ opponent }) => opponent), ...beside])],
    gates,
    async enter(wanted) {
      const options: GemmOptions = kernel === undefined ? {} : { kernel };
      const multiply: Multiply = ({ a, b, c }) => gemm(a, b, c, options);
      const operands = randomOperands(product);
      const last = operands.c.data.length - 1;
      const ours = contestant('gemm', productFlops(product), () => {
        multiply(operands);
        return operands.c.data[last] as number;
      });
      const names = this.opponents.filter(wanted);
      if (kernel === 'relaxed' && peak('fused', dtype) === undefined) {
        return { ours, opponents: [], absent: names.map((name) => ({ name, reason: MISSING })) };
      }
      checkProduct(product, multiply, kernel === 'relaxed');
      return { ours, ...(await opponentsOf(names, product, operands)) };
    },
  };
}

async function opponentsOf(
  names: readonly string[],
  product: Product,
  operands: Operands,
): Promise<Omit<Entrants, 'ours'>> {
  const opponents: Contestant[] = [];
  const absent: { name: string; reason: string }[] = [];
  for (const name of names) {
    const found = yardstick(name, product) ?? (await enterPeer(name, product, operands));
    if (typeof found === 'string') absent.push({ name, reason: found });
    else opponents.push(found);
  }
  return { opponents, absent };
}

function yardstick(name: string, { dtype }: Product): Contestant | string | undefined {
  for (const arithmetic of ['separate', 'fused'] as const) {
    if (name === peakName(arithmetic)) return peak(arithmetic, dtype) ?? MISSING;
    if (name === tileName(arithmetic)) return tile(arithmetic, dtype) ?? MISSING;
  }
  return undefined;
}

async function enterPeer(name: string, product: Product, operands: Operands): Promise<Contestant | string> {
  const found = await peer(name);
  if ('reason' in found) return found.reason;
  const prepared = found.kernels.product?.(product, rowMajor(operands.a), rowMajor(operands.b));
  if (prepared === undefined) return 'has no such product';
  checkWithinBound(product, operands, await prepared.result(), name);
  return productEntrant(name, product, prepared);
}
