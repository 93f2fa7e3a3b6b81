import { rotateWave, type Wave } from './rotateWave.ts';

/** Two or three steps for each eigenvalue are usual. */
const stepLimit = 60;

/**
 * Implicit QL iteration with Wilkinson's shift on a symmetric tridiagonal matrix, in place: the diagonal becomes the
 * eigenvalues, and the rows of `vectors`, which hold Q^T, become the eigenvectors (Golub and Van Loan, section 8.3.5).
 *
 * Entries must be of the order of 1: a coupling below u of its neighbours, or below 2^-70, counts as zero. Throws Error when
 * an eigenvalue takes more than the limit of steps.
 */
export function implicitQl(d: Float64Array, e: Float64Array, vectors: readonly Float64Array[]): void {
  const wave = { cosines: new Float64Array(d.length), sines: new Float64Array(d.length) };
  for (let first = 0; first < d.length; first++) {
    for (let step = 0; ; step++) {
      const last = endOfBlock(d, e, first);
      if (last === first) break;
      if (step === stepLimit) throw new Error(`implicit QL iteration: no convergence in ${stepLimit} steps`);
      chase(d, e, vectors, first, last, wave);
    }
  }
}

/** The end of the block that starts at `first` and whose couplings are not negligible. */
function endOfBlock(d: Float64Array, e: Float64Array, first: number): number {
  let last = first;
  for (; last + 1 < d.length; last++) {
    const coupling = Math.abs(e[last] as number);
    const neighbours = Math.abs(d[last] as number) + Math.abs(d[last + 1] as number);
    if (coupling <= Math.max(2 ** -53 * neighbours, 2 ** -70)) break;
  }
  return last;
}

/** One QL step: the bulge that the shift makes at the bottom is chased to the top. */
function chase(
  d: Float64Array,
  e: Float64Array,
  vectors: readonly Float64Array[],
  first: number,
  last: number,
  wave: Wave,
): void {
  // All indices lie between first and last, inside both arrays.
  const [top, below, coupling] = [d[first] as number, d[first + 1] as number, e[first] as number];
  const half = (below - top) / (2 * coupling);
  const root = Math.sqrt(half * half + 1);
  let g = (d[last] as number) - top + coupling / (half < 0 ? half - root : half + root);
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * (e[i] as number);
    const b = cosine * (e[i] as number);
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      // The bulge vanished early: the block splits here.
      d[i + 1] = (d[i + 1] as number) - shift;
      e[last] = 0;
      rotateWave(vectors, i + 1, last, wave);
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = (d[i + 1] as number) - shift;
    const mixed = ((d[i] as number) - g) * sine + 2 * cosine * b;
    shift = sine * mixed;
    d[i + 1] = g + shift;
    g = cosine * mixed - b;
    wave.cosines[i] = cosine;
    wave.sines[i] = sine;
  }
  rotateWave(vectors, first, last, wave);
  d[first] = (d[first] as number) - shift;
  e[first] = g;
  e[last] = 0;
}
