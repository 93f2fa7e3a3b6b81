import { defineLibrary } from '../../../scripts/_internal/library.ts';

export default defineLibrary({
  title: 'toy',
  homepage: 'https://example.org/toy',
  language: 'JavaScript',
  ways: [{ name: 'plain', adapter: './adapter.ts', says: 'As it is.', runs: 12 }],
  findings: [
    {
      id: 'third-element',
      title: 'The third product is left out',
      kind: 'defect',
      clauses: ['linalg.dot/*'],
      cause: '`dotOf` in dot.ts skips i = 2.',
      call: `
import { dotOf } from './dot.ts';
console.log(dotOf([1, 2, 3], [1, 1, 1]));
throw new RangeError('and no more');`,
      right: '6, the sum of all products.',
    },
  ],
});
