/** A program of the library's own API. */
export const calls = (...lines: readonly string[]): string =>
  ["import { all, create } from 'mathjs';", '', 'const math = create(all);', ...lines].join('\n');

/** What an expression gives, or the error that it ends in. */
export const caught = (expression: string): string[] => [
  'try {',
  `  console.log(${expression});`,
  '} catch (error) {',
  '  console.log(String(error));',
  '}',
];
