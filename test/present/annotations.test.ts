import { expect, test } from 'vitest';
import { annotations } from '../../conformance/present/annotations.ts';
import { failed, operation, reportOf } from './fakeReport.ts';

test('an error per cause, then a notice for what only breaks advice', () => {
  const text = annotations(
    reportOf([
      operation('linalg.dot', [
        failed('linalg.dot/C1', { verdict: 'advice', cause: 'dot: strays' }),
        failed('linalg.dot/C2', { cause: '100% wrong' }),
        failed('linalg.dot/C3', { cause: '100% wrong' }),
      ]),
    ]),
  );
  expect(text.split('\n')).toEqual([
    '::error file=./adapter.mjs,title=linalg.dot/C2::100%25 wrong%0Ac[0, 0]: expected 2, received 3, 1.5e+13 times what is allowed%0Aand linalg.dot/C3%0Anpx tensor-laws replay abc123 --adapter ./adapter.mjs',
    '::notice file=./adapter.mjs,title=linalg.dot/C1::dot: strays%0Ac[0, 0]: expected 2, received 3, 1.5e+13 times what is allowed%0Anpx tensor-laws replay abc123 --adapter ./adapter.mjs',
    '',
  ]);
});
