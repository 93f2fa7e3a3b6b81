import type { Finding } from '../../../../scripts/_internal/library.ts';

/** What is known of the products by Strassen's algorithm. */
export const strassen: readonly Finding[] = [
  {
    id: 'strassen-pads',
    title: '`mmulStrassen` returns the product with zeros around it',
    kind: 'defect',
    clauses: ['linalg.matmul/*'],
    signature: 'output c must be',
    ways: ['strassen'],
    cause: '`mmulStrassen` in src/matrix.js pads both factors to one size and never takes the padding off the result.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(new Matrix([[1, 2]]).mmulStrassen(new Matrix([[1, 2], [3, 4]])).to2DArray());`,
    right: '[[7, 10]].',
    link: 'https://github.com/mljs/matrix/issues/114',
  },
  {
    id: 'strassen-breaks',
    title: '`mmulStrassen` breaks where its padding does not make both factors square',
    kind: 'defect',
    clauses: ['linalg.matmul/*'],
    signature: 'Cannot read properties of undefined',
    ways: ['strassen'],
    cause:
      '`mmulStrassen` in src/matrix.js pads both factors to max(rows) by max(columns), which can be multiplied only where these are equal; `mmul` then reads rows that are not there.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(Matrix.ones(1, 1).mmulStrassen(Matrix.ones(1, 2)).to2DArray());`,
    right: '[[1, 1]].',
    link: 'https://github.com/mljs/matrix/pull/217',
  },
  {
    id: 'strassen-swaps-blocks',
    title: '`mmulStrassen` swaps two quarters of the product beyond 512 rows and columns',
    kind: 'defect',
    clauses: ['linalg.matmul/C6'],
    signature: 'c[257, 255]',
    ways: ['strassen'],
    replays: [
      '7dhBCoJAAIXhuzxaDslQisxO6gDtxcWUUwSjRloR4t0jCGoT1P7_Fm_1TvCPuspZo-hvcorH1sfDvPFDc4nJKpNRPdxPQU772PkhW8po5_sgN8o_ZzaEtu_OcuX7UaZ2YWxlVLzk67wAAAAAAAAAAPxO1WS0_ZphrUnt4iPDAgAAAAAAAAD-sCkSVdNk1IdQy9npAQ',
    ],
    cause:
      'Where `blockMult` in src/matrix.js puts its four results together, `c12` goes to row `c11.rows` and column 0, and `c21` to row 0 and column `c11.columns`. Up to 512 it multiplies plainly, which is what its tests reach.',
    call: `
import { Matrix } from 'ml-matrix';
const [a, b] = [Matrix.zeros(513, 513), Matrix.zeros(513, 513)];
a.set(0, 0, 1);
b.set(0, 512, 1);
const c = a.mmulStrassen(b);
for (let i = 0; i < 513; i++) for (let j = 0; j < 513; j++) if (c.get(i, j) !== 0) console.log(i, j, c.get(i, j));`,
    right: '0 512 1: row 0 of A picks row 0 of B.',
    link: 'https://github.com/mljs/matrix/pull/217',
  },
  {
    id: 'strassen-unchecked',
    title: 'Strassen products of matrices that do not fit are computed all the same',
    kind: 'defect',
    clauses: ['linalg.matmul/signature'],
    signature: 'a result',
    ways: ['strassen'],
    cause: '`mmulStrassen` in src/matrix.js warns on the console, "dimensions do not match", and goes on.',
    call: `
import { Matrix } from 'ml-matrix';
console.log(new Matrix([[1]]).mmulStrassen(new Matrix([[19], [10]])).to2DArray());`,
    right: 'An error.',
  },
  {
    id: 'strassen-rounds-in-norm',
    title: 'Products by `strassen2x2` and `strassen3x3` round in the norm of the matrices only',
    kind: 'limit',
    clauses: ['linalg.matmul/C4', 'linalg.matmul/layouts', 'linalg.matmul/storage'],
    signature: /^(c|IA|AI)\[\d, \d\]$/m,
    ways: ['strassen'],
    cause:
      "Strassen's algorithm adds elements of different rows and columns before it multiplies, and subtracts them afterwards: a small element beside a large one is lost. That is so of every fast product (Higham, section 23.2.2); the specification bounds each element by its own row and column.",
    call: `
import { Matrix } from 'ml-matrix';
const a = new Matrix([[2 ** -49, 15.000000000000007], [1, 1]]);
console.log(Matrix.eye(2).strassen2x2(a).to2DArray(), Matrix.eye(2).mmul(a).to2DArray());`,
    right: 'A itself, which `mmul` returns.',
  },
  {
    id: 'strassen-spreads-nan',
    title: 'NaN and infinities spread over the products by `strassen2x2` and `strassen3x3`',
    kind: 'limit',
    clauses: ['linalg.matmul/special'],
    signature: /^finite$/m,
    ways: ['strassen'],
    cause:
      "Strassen's algorithm adds elements of different rows and columns before it multiplies: NaN in one row is in sums that all elements are made of.",
    call: `
import { Matrix } from 'ml-matrix';
const [a, b] = [new Matrix([[NaN, 1], [1, 1]]), Matrix.ones(2, 2)];
console.log(a.strassen2x2(b).to2DArray(), a.mmul(b).to2DArray());`,
    right: 'NaN in the first row alone, as by `mmul`.',
  },
];
