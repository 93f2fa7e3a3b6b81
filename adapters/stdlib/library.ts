import { defineLibrary } from '../../scripts/_internal/library.ts';

const calls = (name: string, folder: 'base' | 'ext/base', ...lines: readonly string[]): string =>
  [
    "import { createRequire } from 'node:module';",
    '',
    `const ${name} = createRequire(\`\${process.cwd()}/\`)('@stdlib/blas/${folder}/${name}');`,
    ...lines,
  ].join('\n');

export default defineLibrary({
  title: '@stdlib/blas',
  homepage: 'https://github.com/stdlib-js/blas',
  language: 'JavaScript',
  ways: [
    {
      name: 'advised',
      adapter: './adapter.ts',
      dtypes: ['float64', 'float32'],
      says: '`dsum` and `dcusum`, which compensate, `dsort2ins`, which is stable, and those of single precision',
    },
    { name: 'pairwise', adapter: './adapter.pairwise.ts', says: '`dsumpw`, `dcusumpw`, and `dsort2hp`' },
    { name: 'ordinary', adapter: './adapter.ordinary.ts', says: '`dsumors`, `dcusumors`, and `dsort2sh`' },
  ],
  findings: [
    {
      id: 'compensated-sums-lose-infinities',
      title: 'Compensated sums of an infinity are NaN.',
      kind: 'defect',
      clauses: ['tensor.sum/special', 'tensor.cumsum/special'],
      ways: ['advised'],
      cause:
        'dsumkbn and dcusumkbn add the correction `(s - t) + v`, which is infinity minus infinity, whatever the sum is. dsumpw and dsumors give the infinity; Python adds no correction to a sum that is not finite.',
      call: calls('dsum', 'ext/base', 'console.log(dsum(2, new Float64Array([Infinity, 1]), 1));'),
      right: 'Infinity.',
    },
    {
      id: 'ger-skips-zeros',
      title: 'The outer product takes 0 times NaN for 0.',
      kind: 'defect',
      clauses: ['linalg.outer/special', 'linalg.outer/zeros'],
      cause:
        'dger leaves out the rows and columns of elements that are 0, as the reference BLAS in Fortran does; dgemm does not.',
      call: calls(
        'dger',
        'base',
        "console.log(dger('row-major', 1, 1, 1, new Float64Array([0]), 1, new Float64Array([NaN]), 1, new Float64Array([0]), 1));",
      ),
      right: 'NaN, as of the product of the two matrices.',
    },
    {
      id: 'zeros-are-ordered',
      title: 'Sorting puts -0 before 0.',
      kind: 'convention',
      clauses: ['tensor.sort/definition', 'tensor.sort/integers', 'tensor.sort/zeros'],
      ways: ['advised'],
      cause: 'The documentation of dsort2ins says so: "The algorithm distinguishes between -0 and +0".',
      call: calls(
        'dsort2ins',
        'ext/base',
        'console.log(dsort2ins(2, 1, new Float64Array([0, -0]), 1, new Float64Array([0, 1]), 1));',
      ),
      right: '[0, -0] by comparisons: IEEE 754 has the two equal, and equal elements stay in order.',
    },
    {
      id: 'sorts-are-unstable',
      title: 'Heapsort and Shellsort exchange equal elements.',
      kind: 'convention',
      clauses: ['tensor.sort/*'],
      signature: /indices\[|positions \[/,
      ways: ['pairwise', 'ordinary'],
      cause: 'The documentation of dsort2hp and dsort2sh says so: "The algorithm is unstable".',
      call: calls(
        'dsort2hp',
        'ext/base',
        'const positions = new Float64Array([0, 1]);',
        'dsort2hp(2, 1, new Float64Array([1, 1]), 1, positions, 1);',
        'console.log(positions);',
      ),
      right: '[0, 1], as of dsort2ins: the specification has equal elements stay in order.',
    },
  ],
});
