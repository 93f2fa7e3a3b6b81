/**
 * A probe: so many independent chains of vectors, so many steps written out in the body of its loop.
 *
 * `dependent` multiplies and adds in one chain, s = s f + t. `split` multiplies in one chain and adds in the next, m = m f and
 * s = s + t, so that no addition waits for a product. `fused` is s = s f + t in one relaxed instruction.
 */
export interface Probe {
  readonly form: 'dependent' | 'split' | 'fused';
  readonly chains: number;
  readonly steps: number;
}

/**
 * The probes that were fastest on the machines seen, out of 8 to 16 chains in 1 to 8 steps. At least
 * (latency of a multiplication and an addition) x (instructions a cycle) / 2 chains hide the latency: eight on the cores of
 * 2020 and later; more than fourteen leave no register of the sixteen of x86-64 for f and t.
 */
export const separateProbes: readonly Probe[] = [
  { form: 'dependent', chains: 12, steps: 1 },
  { form: 'dependent', chains: 13, steps: 2 },
  { form: 'split', chains: 12, steps: 2 },
  { form: 'split', chains: 12, steps: 4 },
];

export const fusedProbes: readonly Probe[] = [
  { form: 'fused', chains: 10, steps: 4 },
  { form: 'fused', chains: 12, steps: 1 },
  { form: 'fused', chains: 12, steps: 4 },
];

/** The exported name of a probe for an element type of AssemblyScript. */
export const nameOf = ({ form, chains, steps }: Probe, type: 'f64' | 'f32'): string =>
  `${form}${chains}x${steps}${type.toUpperCase()}`;

/** Multiplications plus additions of one lane in one turn of the loop. */
export const operationsOf = ({ form, chains, steps }: Probe): number => (form === 'split' ? 1 : 2) * chains * steps;

/** The AssemblyScript module of these probes: each returns one lane of the sum of its chains. */
export const sourceOf = (probes: readonly Probe[]): string =>
  probes.flatMap((probe) => [generic(probe), exported(probe, 'f64'), exported(probe, 'f32')]).join('\n');

function generic(probe: Probe): string {
  const chains = Array.from({ length: probe.chains }, (_, chain) => chain);
  const step = chains.map((chain) => instruction(probe.form, chain)).join('\n');
  return `
    function ${probe.form}${probe.chains}x${probe.steps}<T>(turns: i32, factor: T, term: T): T {
      const f = v128.splat<T>(factor), t = v128.splat<T>(term);
      ${chains.map((chain) => `let s${chain} = v128.splat<T>(<T>(1 + 0.01 * ${chain}));`).join(' ')}
      for (let turn = 0; turn < turns; turn++) {
        ${Array.from({ length: probe.steps }, () => step).join('\n')}
      }
      return v128.extract_lane<T>(${chains.map((chain) => `s${chain}`).reduce((sum, s) => `v128.add<T>(${sum}, ${s})`)}, 0);
    }`;
}

function instruction(form: Probe['form'], chain: number): string {
  const s = `s${chain}`;
  if (form === 'dependent') return `${s} = v128.add<T>(v128.mul<T>(${s}, f), t);`;
  if (form === 'fused') return `${s} = v128.relaxed_madd<T>(${s}, f, t);`;
  return chain % 2 === 0 ? `${s} = v128.mul<T>(${s}, f);` : `${s} = v128.add<T>(${s}, t);`;
}

const exported = (probe: Probe, type: 'f64' | 'f32'): string =>
  `export function ${nameOf(probe, type)}(turns: i32, factor: ${type}, term: ${type}): ${type} {
    return ${probe.form}${probe.chains}x${probe.steps}<${type}>(turns, factor, term);
  }`;
