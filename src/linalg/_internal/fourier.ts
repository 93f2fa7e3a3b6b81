import type { Pair } from '../../_internal/members.ts';

/** A complex vector by its parts. */
export type Vector = Pair<Float64Array>;

/** e^(sign 2 pi i r / n) for r < n: reduced to the nearest quarter turn, so that quarters are exact. */
function rootsOfUnity(n: number, sign: 1 | -1): Vector {
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  for (let r = 0; r < n; r++) {
    const quarter = Math.round((4 * r) / n);
    const angle = ((4 * r - quarter * n) / n) * (Math.PI / 2);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const [across, up] = [
      [cosine, sine],
      [-sine, cosine],
      [-cosine, -sine],
      [sine, -cosine],
    ][quarter % 4] as [number, number];
    re[r] = across;
    im[r] = sign * up;
  }
  return { re, im };
}

const leastFactor = (n: number): number => {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
};

/**
 * The sums of x_j w^(jk) over every `step`-th element from `start`, where `roots` holds the powers of w^(1 / step): by the least prime p of
 * their number n = p m, y_k = sum over s < p of w^(sk) (y^s)_(k mod m), with y^s the transform of the elements s, s + p, ..
 * (Van Loan 1992, section 2.1).
 */
function transformed({ re, im }: Vector, roots: Vector, start = 0, step = 1): Vector {
  const n = re.length / step;
  const result = { re: new Float64Array(n), im: new Float64Array(n) };
  if (n === 1) {
    result.re[0] = re[start] as number;
    result.im[0] = im[start] as number;
    return result;
  }
  const p = leastFactor(n);
  const m = n / p;
  const parts = Array.from({ length: p }, (_, s) => transformed({ re, im }, roots, start + s * step, step * p));
  for (let k = 0; k < n; k++) {
    let [x, y] = [0, 0];
    for (let s = 0; s < p; s++) {
      const part = parts[s] as Vector;
      const [a, b] = [part.re[k % m] as number, part.im[k % m] as number];
      const at = ((s * k) % n) * step;
      const [c, d] = [roots.re[at] as number, roots.im[at] as number];
      x += a * c - b * d;
      y += a * d + b * c;
    }
    result.re[k] = x;
    result.im[k] = y;
  }
  return result;
}

/** The sums by the roots of one sign; over n where it is the inverse of the transform, or the adjoint of that. */
export function sums(x: Vector, sign: 1 | -1, inverse: boolean): Vector {
  const n = x.re.length;
  if (n === 0) return x;
  const { re, im } = transformed(x, rootsOfUnity(n, sign));
  return inverse ? { re: re.map((value) => value / n), im: im.map((value) => value / n) } : { re, im };
}
