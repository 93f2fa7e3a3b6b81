import { expect, test } from 'vitest';
import { html } from '../../conformance/present/html.ts';
import { profileLines } from '../../conformance/present/profileLines.ts';
import { terminal } from '../../conformance/present/terminal.ts';
import { reportSchema } from '../../conformance/report/reportSchema.ts';
import { reportedProfile } from '../../conformance/subject/profile.ts';
import { reportOf } from './fakeReport.ts';

const profile = reportedProfile({
  ulps: { exp: 2 },
  batches: 'none',
  ranks: [2, 2],
  operations: {
    'linalg.*': { inputRoundoff: 2 ** -11, deterministic: false, wider: true },
    'decompositions.*': { refusal: 'nan', nonfinite: 'refuses', empty: false, beyond: ['ranks', 'broadcasting'] },
  },
});

test('a line for all operations, and one for every glob', () => {
  expect(profileLines(profile)).toEqual([
    'exp 2 ulp, log 4 ulp, expm1 4 ulp, log1p 4 ulp, pow 16 ulp, sinh 4 ulp, cosh 4 ulp, tanh 8 ulp, erf 16 ulp, sin 4 ulp, cos 4 ulp, atan2 8 ulp, sqrt 0.5 ulp, div 0.5 ulp; no batch axes; tensors of 2 axes',
    'linalg.*: factors rounded to 2^-11 before products; not deterministic; results in a wider data type',
    'decompositions.*: what has no answer is answered by NaN or an infinity; NaN and infinities refused; no empty tensors; takes beyond the signature: other numbers of axes, shapes that broadcast',
  ]);
});

test('nothing where nothing is declared', () => {
  expect(profileLines(reportedProfile({}))).toEqual([]);
});

test('stands in every report', () => {
  const report = reportOf([], { profile });
  expect(terminal(report, { color: false, width: 100 })).toContain('promises  exp 2 ulp');
  expect(terminal(report, { color: false, width: 100 })).toContain('linalg.*: factors rounded to 2^-11');
  expect(html(report)).toContain('factors rounded to 2^-11 before products');
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report))).profile).toEqual(profile);
});
