import { defineLibrary } from '../../../scripts/_internal/library.ts';

export default defineLibrary({
  title: 'toy',
  homepage: 'https://example.org/toy',
  language: 'JavaScript',
  ways: [{ name: 'plain', adapter: '../toy-library/adapter.ts', says: 'As it is.' }],
  findings: [],
});
