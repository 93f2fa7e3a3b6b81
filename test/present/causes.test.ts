import { describe, expect, it } from 'vitest';
import { causeGroups } from '../../conformance/judge/_internal/groups.ts';
import { singlePrecision } from '../../conformance/judge/_internal/singlePrecision.ts';
import { groupByCause } from '../../conformance/judge/causes.ts';
import type { ClauseReport } from '../../conformance/report/report.ts';
import { encodeToken } from '../../conformance/report/token.ts';
import type { Case } from '../../properties/law.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { clause, counterexample, failed, operation, raising } from './fakeReport.ts';

const ones = (...shape: number[]): Tensor =>
  tensorOf('float64', shape, new Array(shape.reduce((a, b) => a * b, 1)).fill(1));

const on = (id: string, given: Case, example: Parameters<typeof failed>[2] = {}): ClauseReport =>
  failed(id, { replay: encodeToken({ law: id, dtype: 'float64', case: given, seed: 1 }) }, example);

const causesOf = (...clauses: ClauseReport[]): (string | undefined)[] => {
  const byOperation = Map.groupBy(clauses, ({ id }) => id.split('/')[0] ?? '');
  const reports = [...byOperation].map(([id, members]) => operation(id, members));
  return groupByCause(reports).flatMap((report) => report.clauses.map(({ cause }) => cause));
};

describe('errors that are raised', () => {
  const errored = (id: string, message: string) => raising(id, message, { verdict: 'errored' });

  it('are one cause where their message is the same, across operations', () => {
    const text = "rejects valid input: 'Matrix must be square'";
    expect(
      causesOf(
        errored('decompositions.lu/C1', 'Matrix must be square'),
        errored('decompositions.inv/C1', 'Matrix must be square'),
      ),
    ).toEqual([text, text]);
  });

  it('have the numbers of the case that is shown', () => {
    expect(causesOf(errored('linalg.dot/C1', 'got 3 rows'))).toEqual(["rejects valid input: 'got 3 rows'"]);
    expect(causesOf(errored('linalg.dot/C1', 'got [3, 2] rows'), errored('linalg.dot/C2', 'got [1] rows'))).toEqual(
      new Array(2).fill("rejects valid input: 'got [3, 2] rows'"),
    );
  });

  it('are told from results that are malformed and processes that end', () => {
    const malformed = raising('linalg.dot/C1', 'linalg.dot: output c must be a float64 tensor of shape [], got null');
    expect(causesOf(malformed)).toEqual([
      'gives a malformed result: output c must be a float64 tensor of shape [], got null',
    ]);
    const shape = (text: string) => raising('layers.relu/C1', `layers.relu: output y must be float64${text}, got null`);
    expect(new Set(causesOf(shape('[]'), { ...shape('[2, 3]'), id: 'layers.relu/C2' })).size).toBe(1);
    expect(causesOf(errored('linalg.dot/C1', 'linalg.dot ended the process with exit code 3'))).toEqual([
      'linalg.dot ends the process that it runs in',
    ]);
    expect(causesOf(errored('linalg.dot/C1', 'linalg.dot took more than 2.0 GiB of memory'))).toEqual([
      'linalg.dot takes more memory than it may',
    ]);
    expect(causesOf(clause('linalg.dot/C1', 'timedOut'))).toEqual(['linalg.dot does not end within the time limit']);
  });

  it('that did not come are a cause of their own', () => {
    const accepted = { expected: 'an error', received: 'a result', ratio: null };
    expect(
      causesOf(
        failed('linalg.dot/definition'),
        failed('linalg.dot/signature', {}, accepted),
        failed('linalg.outer/signature', {}, accepted),
      ),
    ).toEqual([
      'linalg.dot differs from its definition',
      'accepts inputs whose shapes do not fit together',
      'accepts inputs whose shapes do not fit together',
    ]);
  });

  it('that did not come where data types differ are one piece of advice across operations', () => {
    const accepted = { expected: 'an error', received: 'a result', ratio: null };
    const [first, second] = causesOf(
      failed('linalg.dot/dtypes', { verdict: 'advice' }, accepted),
      failed('tensor.add/dtypes', { verdict: 'advice' }, accepted),
    );
    expect(first).toMatch(/^accepts inputs of other data types/);
    expect(second).toBe(first);
  });
});

describe('a clause that fails for several reasons', () => {
  const other = raising('linalg.dot/C1', 'no vectors', { verdict: 'errored' });
  const several = failed('linalg.dot/C1', {
    further: [{ verdict: 'errored', counterexample: other.counterexample ?? counterexample(), replay: 'abc' }],
  });

  it('has a cause for each, which others share', () => {
    const [dot, outer] = groupByCause([
      operation('linalg.dot', [several]),
      operation('linalg.outer', [raising('linalg.outer/C1', 'no vectors', { verdict: 'errored' })]),
    ]);
    const said = "rejects valid input: 'no vectors'";
    expect(dot?.clauses[0]?.further?.[0]?.cause).toBe(said);
    expect(outer?.clauses[0]?.cause).toBe(said);
    const groups = causeGroups([dot, outer].filter((one) => one !== undefined));
    expect(
      groups.map(({ cause, representative, others }) => [cause, representative.id, others.map(({ id }) => id)]),
    ).toEqual([
      [said, 'linalg.dot/C1', ['linalg.outer/C1']],
      [undefined, 'linalg.dot/C1', []],
    ]);
  });
});

describe('an error that comes by accident', () => {
  it('is no refusal, and is told with what fell over', () => {
    const received = "an accident, which refuses nothing: 'x is not a function'";
    expect(causesOf(failed('linalg.dot/signature', {}, { expected: 'an error', received, ratio: null }))).toEqual([
      "linalg.dot falls over what it must refuse: 'x is not a function'",
    ]);
  });
});

describe('a basic law that fails', () => {
  it('explains the other failures of its operation', () => {
    const cause = 'linalg.matmul differs from its definition';
    expect(
      causesOf(
        failed('linalg.matmul/C1'),
        failed('linalg.matmul/definition'),
        failed('linalg.matmul/adjoint'),
        failed('linalg.dot/C1'),
      ),
    ).toEqual([cause, cause, cause, undefined]);
  });

  it('is an equation where the operation is implicit', () => {
    expect(causesOf(failed('decompositions.qr/C1'), failed('decompositions.qr/batch'))).toEqual(
      new Array(2).fill('decompositions.qr breaks its defining equations'),
    );
  });

  it('explains no change of what the implementation is given', () => {
    const changed = { received: '0', expected: '1' };
    expect(
      causesOf(
        failed('decompositions.solve/C1', {}, { received: 'NaN' }),
        failed('decompositions.solve/untouched', {}, changed),
        failed('decompositions.solve/untouchedByGradient', {}, changed),
      ).slice(1),
    ).toEqual([
      'decompositions.solve changes what it is given',
      'the gradient of decompositions.solve changes what it is given',
    ]);
  });

  it('explains nothing where it needs a special case itself', () => {
    const wide = 'decompositions.qr is wrong for wide matrices (fewer rows than columns)';
    expect(
      causesOf(
        on('decompositions.qr/C1', { inputs: { a: ones(1, 2) }, attributes: {} }),
        on('decompositions.qr/batch', { inputs: { a: ones(2, 2) }, attributes: {} }),
      ),
    ).toEqual([wide, undefined]);
  });
});

describe('what becomes of the numbers', () => {
  it('explains all that is wrong with an operation, its gradient too', () => {
    const lost = { expected: '1', received: 'NaN', ratio: null };
    const x = (...values: number[]) => ({
      inputs: { x: tensorOf('float64', [values.length], values) },
      attributes: {},
    });
    const cause = 'layers.softmax gives NaN or infinity';
    expect(
      causesOf(
        on('layers.softmax/C2', x(-746), lost),
        on('layers.softmax/layouts', x(707)),
        on('layers.softmax/jacobian', x(-2012), lost),
        on('layers.softmax/adjoint', x(8, 64)),
        on('layers.softmax/special', x(Number.POSITIVE_INFINITY)),
        on('layers.softmax/golden/huge-logits', { fixture: 'layers.softmax/huge-logits' }, lost),
      ),
    ).toEqual(new Array(6).fill(cause));
  });

  it('is not explained by a law of layouts, beside whose elements there is NaN', () => {
    const lost = { received: 'NaN', ratio: null };
    expect(
      causesOf(on('layers.softmax/layouts', { inputs: { x: ones(3) } }, lost), on('layers.softmax/C1', { x: ones(3) })),
    ).toEqual(['layers.softmax gives NaN or infinity', undefined]);
  });

  it('is that they have the digits of single precision, whatever the cases are like', () => {
    const given = { inputs: { x: ones(9, 9) }, attributes: { axes: [1], keepdims: false } };
    expect(
      causesOf(
        { ...on('tensor.sum/definition', given), hint: singlePrecision },
        { ...on('tensor.sum/tiles', { inputs: { x: ones(6) }, attributes: { axes: null } }), hint: singlePrecision },
        on('tensor.sum/homogeneity', given),
      ),
    ).toEqual(new Array(3).fill('tensor.sum is computed in single precision'));
  });
});

describe('a condition', () => {
  it('is shared by the gradient, and by known results that have it', () => {
    const wide = { inputs: { a: ones(1, 2) }, attributes: {} };
    expect(
      causesOf(
        on('decompositions.qr/C1', wide),
        on('decompositions.qr/taylor', wide),
        on('decompositions.qr/golden/wide-3-5', { fixture: 'decompositions.qr/wide-3-5' }),
      ),
    ).toEqual(new Array(3).fill('decompositions.qr is wrong for wide matrices (fewer rows than columns)'));
    expect(causesOf(on('decompositions.qr/golden/wide-3-5', { fixture: 'decompositions.qr/wide-3-5' }))).toEqual([
      undefined,
    ]);
  });

  it('is not told where a clause of the operation fails without it', () => {
    expect(
      causesOf(
        on('tensor.sum/definition', { inputs: { x: ones(2, 2) }, attributes: { axes: [1], keepdims: false } }),
        on('tensor.sum/C1', { inputs: { x: ones(2) }, attributes: { axes: null, keepdims: false } }),
      ),
    ).toEqual(new Array(2).fill('tensor.sum differs from its definition'));
  });
});

describe('a hint', () => {
  const hintsOf = (...clauses: ClauseReport[]) => {
    const [report] = groupByCause([operation('linalg.matmul', clauses)]);
    return report?.clauses.map(({ hint }) => hint);
  };
  const plain = { inputs: { a: ones(2, 2), b: ones(2, 2) }, attributes: {} };
  const layouts = { ...on('linalg.matmul/layouts', plain), hint: 'strides are ignored' };

  it('of what follows from the record is idle where the definition fails', () => {
    const own = { ...on('linalg.matmul/C1', plain), hint: 'an index is swapped' };
    const jacobian = { ...on('linalg.matmul/jacobian', plain), hint: 'a term is missing' };
    expect(hintsOf(layouts)).toEqual(['strides are ignored']);
    expect(hintsOf(layouts, on('linalg.matmul/definition', plain), own, jacobian)).toEqual([
      undefined,
      undefined,
      'an index is swapped',
      undefined,
    ]);
  });

  it('is never that of another clause', () => {
    const operations = groupByCause([operation('linalg.matmul', [layouts, on('linalg.matmul/definition', plain)])]);
    expect(causeGroups(operations).map(({ representative: { id, hint } }) => [id, hint])).toEqual([
      ['linalg.matmul/definition', undefined],
    ]);
  });

  it('is that of another clause where both results are lost', () => {
    const x = { inputs: { x: ones(1) }, attributes: {} };
    const lost = { expected: '1', received: 'NaN' };
    const told = { ...on('layers.softmax/C4', x, lost), hint: 'the exponential overflows' };
    const operations = groupByCause([
      operation('layers.softmax', [on('layers.softmax/definition', x, lost), told, on('layers.softmax/C2', x, lost)]),
    ]);
    expect(causeGroups(operations).map(({ representative: { id, hint } }) => [id, hint])).toEqual([
      ['layers.softmax/definition', 'the exponential overflows'],
    ]);
  });
});

describe('what a shrunk case still needs', () => {
  const one = (
    id: string,
    inputs: Record<string, Tensor>,
    attributes: Case = {},
    example: Parameters<typeof failed>[2] = {},
  ) => causesOf(on(id, { inputs, attributes }, example))[0];

  it('is named', () => {
    expect(one('linalg.matmul/shapes', { a: ones(0, 1), b: ones(1, 1) })).toBe(
      'linalg.matmul is wrong for empty tensors',
    );
    expect(one('linalg.matmul/batch', { a: ones(1, 1, 1), b: ones(1, 1) })).toBe(
      'linalg.matmul is wrong with leading batch axes',
    );
    expect(one('linalg.matmul/C5', { a: ones(1, 1), b: ones(1, 1) }, { transposeA: false, transposeB: true })).toBe(
      'linalg.matmul is wrong where transposeB is true',
    );
    expect(one('layers.linear/C1', { x: ones(1), weight: ones(1, 1), bias: ones(1) })).toBe(
      'layers.linear is wrong where bias is given',
    );
    expect(one('decompositions.svd/C1', { a: ones(3, 2) })).toBe(
      'decompositions.svd is wrong for tall matrices (more rows than columns)',
    );
    expect(one('layers.softmax/C1', { x: tensorOf('float64', [1], [Number.NaN]) })).toBe(
      'layers.softmax is wrong where an input holds NaN or infinity',
    );
    expect(one('layers.softmax/C1', { x: tensorOf('float64', [1], [1e-300]) })).toBe(
      'layers.softmax is wrong for very small numbers',
    );
    expect(one('layers.softmax/C1', { x: tensorOf('float64', [1], [-1e200]) }, {}, { received: 'NaN' })).toBe(
      'layers.softmax gives NaN or infinity for very large numbers',
    );
  });

  it('is nothing for an ordinary case, or a token that cannot be read', () => {
    expect(
      one('linalg.matmul/C1', { a: ones(2, 2), b: ones(2, 2) }, { transposeA: false, transposeB: false }),
    ).toBeUndefined();
    expect(causesOf(failed('linalg.matmul/C1', { replay: 'not a token' }))).toEqual([undefined]);
  });
});

describe('all of it', () => {
  it('names the gradient where a law of the gradient fails by itself', () => {
    expect(causesOf(failed('layers.softmax/adjoint'), clause('layers.softmax/definition'))).toEqual([
      'the gradient of layers.softmax is wrong',
      undefined,
    ]);
  });

  it('gives blocked clauses their reason, and leaves the others alone', () => {
    expect(
      causesOf(
        clause('linalg.dot/C1', 'blocked', { reason: 'it needs linalg.matmul' }),
        clause('linalg.dot/C2', 'unsupported', { reason: 'none' }),
      ),
    ).toEqual(['it needs linalg.matmul', undefined]);
  });

  it('does not stumble over an operation that it does not know', () => {
    expect(causesOf(failed('nothing.known/C1'))).toEqual([undefined]);
    expect(groupByCause([])).toEqual([]);
  });

  it('is the same every time', () => {
    const clauses = [
      failed('linalg.matmul/C1'),
      failed('linalg.matmul/definition'),
      clause('linalg.dot/C1', 'timedOut'),
    ];
    expect(causesOf(...clauses)).toEqual(causesOf(...clauses));
  });
});
