declare module 'numeric' {
  type Nested = number | readonly Nested[];
  type Vector = number[];
  type Dense = number[][];
  /** Column pointers, row indices and values. */
  type Sparse = [Vector, Vector, Vector];

  /** Numbers of two parts in arrays; without `y` they are real. */
  interface T {
    readonly x: Nested;
    readonly y?: Nested;
    add(other: T): T;
    mul(other: T): T;
    div(other: T): T;
    dot(other: T): T;
    transpose(): T;
    inv(): T;
    norm2(): number;
    fft(): T;
    ifft(): T;
  }

  interface Numeric {
    readonly T: new (x: Nested, y?: Nested) => T;
    readonly seedrandom: { seedrandom(seed: string): void; random(): number };
    add(a: Nested, b: Nested): Nested;
    mul(a: Nested, b: Nested): Nested;
    div(a: Nested, b: Nested): Nested;
    max(a: Nested, b: Nested): Nested;
    sum(x: Nested): number;
    sup(x: Nested): number;
    norm2(x: Nested): number;
    norminf(x: Nested): number;
    dot(a: Nested, b: Nested): Nested;
    tensor(a: Nested, b: Nested): Nested;
    transpose(a: Nested): Nested;
    blockMatrix(blocks: readonly (readonly Nested[])[]): Nested;
    det(a: Nested): number;
    inv(a: Nested): Nested;
    LU(a: Nested): { LU: Dense; P: Vector };
    LUsolve(factors: { LU: Dense; P: Vector }, b: Vector): Vector;
    solve(a: Nested, b: Vector): Vector;
    svd(a: Nested): { U: Dense; S: Vector; V: Dense };
    eig(a: Nested): { lambda: T; E: T };
    ccsSparse(a: Nested): Sparse;
    ccsFull(a: Sparse): Dense;
    ccsDot(a: Sparse, b: Sparse): Sparse;
    ccsadd(a: Sparse, b: Sparse): Sparse;
    ccsmul(a: Sparse, b: Sparse): Sparse;
    ccsTSolve(t: Sparse, b: Vector): Vector;
    ccsLUP(a: Sparse): { L: Sparse; U: Sparse; P: Vector; Pinv: Vector };
    ccsLUPSolve(factors: { L: Sparse; U: Sparse; P: Vector; Pinv: Vector }, b: Vector): Vector;
  }

  const numeric: Numeric;
  export default numeric;
  export type { Dense, Nested, Sparse, T, Vector };
}
