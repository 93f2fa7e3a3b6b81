import { defineLibrary } from '../../scripts/_internal/library.ts';

export default defineLibrary({
  title: 'ml-matrix',
  homepage: 'https://github.com/mljs/matrix',
  language: 'JavaScript',
  ways: [{ name: 'advised', adapter: './adapter.ts', says: 'As its documentation advises.' }],
  findings: [
    {
      id: 'qr-of-wide',
      title: 'QrDecomposition breaks on matrices with more columns than rows',
      kind: 'defect',
      clauses: ['decompositions.qr/*'],
      cause: '`QrDecomposition` in src/dc/qr.js runs its loops to the number of columns.',
      call: `import { Matrix, QrDecomposition } from 'ml-matrix';
console.log(new QrDecomposition(new Matrix([[1, 1]])).orthogonalMatrix);`,
      right: 'Q = [1], R = [1 1].',
    },
  ],
});
