import { describe, expect, test } from 'vitest';
import { formulaTex, formulaText } from '../../conformance/present/_internal/formulaText.ts';
import { formulasOf } from '../../spec/formula.ts';
import { type AnyOperation, defineOperation } from '../../spec/operation.ts';
import { pullbackOf } from '../../spec/pullback.ts';
import { operations } from '../../spec/registry.generated.ts';

const textsOf = (record: Parameters<typeof formulasOf>[0]) => formulasOf(record)?.formulas.map(formulaText);

describe('formulas are read off definitions', () => {
  test.each([
    ['linalg.matmul', ['c[i, j] = sum over k < p of a[i, k] b[k, j]']],
    ['layers.linear', ['y[j] = (sum over k < i of x[k] weight[j, k]) + bias[j]']],
    ['layers.relu', ['y = max(0, x)']],
    ['linalg.frobeniusNorm', ['norm = sqrt(sum over i < m, j < n of a[i, j] a[i, j])']],
    [
      'layers.logSumExp',
      ['y = (max over i < n of x[i]) + log(sum over j < n of exp(x[j] - (max over i < n of x[i])))'],
    ],
  ] as const)('%s', (id, texts) => {
    expect(textsOf(operations[id])).toEqual(texts);
  });

  test('in TeX too', () => {
    expect(formulasOf(operations['linalg.matmul'])?.formulas.map(formulaTex)).toEqual([
      'c_{i,j} = \\sum_{k < p} a_{i,k} \\, b_{k,j}',
    ]);
  });

  test.each([
    ['sequence.mergeHeads', [], ['y[i, j] = x[floor(j / d), i, j mod d]']],
    ['multilinear.kron', [], ['c[i, j] = a[floor(i / p), floor(j / q)] b[i mod p, j mod q]']],
    ['sequence.splitHeads', [], ['y[i, j, k] = x[j, d i + k]']],
    ['linalg.dft', ['inverse = false'], ['y[i] = sum over j < n of x[j] cis(-2 (i j mod n) pi / n)']],
    ['losses.crossEntropy', [], ['loss = mean over i < n of (logSumExp(logits)[i] - logits[i, target[i]])']],
    ['tensor.where', [], ['c = (b where condition = 0, else a)']],
    ['tensor.cumsum', ['two axes', 'axis = 1'], ['y[i, j] = sum over l < j + 1 of x[i, l]']],
    ['tensor.permute', ['two axes', 'axes = [1,0]'], ['y[i, j] = x[j, i]']],
    [
      'multilinear.cpReconstruct',
      ['two tensors in a list'],
      ['x[i, j] = sum over l < r of weights[l] factors_0[i, l] factors_1[j, l]'],
    ],
    [
      'layers.conv2d',
      ['stride = [1,1]', 'padding = [0,0]', 'dilation = [1,1]', 'groups = 1'],
      ['y[j, k, l, r] = (sum over s < i, t < kh, u < kw of x[j, s, t + l, u + r] weight[k, s, t, u]) + bias[k]'],
    ],
    [
      'sequence.scaledDotProductAttention',
      ['causal = false'],
      [
        'output[i, j] = matmul([softmax([matmul(query, key, transposeB)[k, t] / sqrt(d) + mask[k, t]]_t)[r]]_kr, value)[i, j]',
      ],
    ],
  ] as const)('with indices that are calculated, lists, labels, complex numbers and parts: %s', (id, where, texts) => {
    expect(formulasOf(operations[id])?.where).toEqual(where);
    expect(textsOf(operations[id])).toEqual(texts);
  });

  test.each([
    ['linalg.matmul', ['grad_a = G b^T', 'grad_b = a^T G']],
    ['decompositions.solve', ['grad_a = -a^-T G x^T', 'grad_b = a^-T G']],
    ['layers.softmax', ['grad_x[i] = y[i] (G[i] - (sum over j < n of G[j] y[j]))']],
    [
      'decompositions.eigh',
      ['grad_a = symmetric(v (diagonal(G_w) + offDiagonal([1 / (w[l] - w[k])]_kl) o (v^T G_v)) v^T)'],
    ],
    ['linalg.spectralNorm', ['grad_a[i, j] = G (svd(a).u[i, 0] svd(a).v[j, 0])']],
  ] as const)('of the derivative that a record states: %s', (id, texts) => {
    const pullback = pullbackOf(operations[id]);
    expect(pullback && textsOf(pullback)).toEqual(texts);
  });

  test('and that in TeX', () => {
    const pullback = pullbackOf(operations['decompositions.solve']);
    expect(pullback && formulasOf(pullback)?.formulas.map(formulaTex)).toEqual([
      '\\nabla a = -a^{-\\mathsf{T}} \\, G \\, x^{\\mathsf{T}}',
      '\\nabla b = a^{-\\mathsf{T}} \\, G',
    ]);
  });

  test('an index from the end', () => {
    const flip = defineOperation({
      meaning: 'For the test.',
      clauses: {},
      sources: [],
      id: 'test.flip',
      signature: 'x[n] -> y[n]',
      definition: ({ x }, { size }) => ({ y: (i) => x(size('n') - 1 - i) }),
    });
    expect(textsOf(flip)).toEqual(['y[i] = x[n - 1 - i]']);
  });

  test('most operations of arithmetic have one', () => {
    const all: readonly AnyOperation[] = Object.values(operations);
    const explicit = all.filter(({ definition, equations }) => definition !== undefined && equations === undefined);
    expect(explicit.filter((record) => formulasOf(record) !== undefined).length).toBeGreaterThanOrEqual(36);
    const pullbacks = all.flatMap((record) => pullbackOf(record) ?? []);
    expect(pullbacks.filter((record) => formulasOf(record) !== undefined).length).toBeGreaterThanOrEqual(46);
  }, 240_000);
});

describe('what is no formula is not shown as one', () => {
  const record = { meaning: 'For the test.', clauses: {}, sources: [] } as const;

  test('labels that a definition compares by itself', () => {
    const other = defineOperation({
      ...record,
      id: 'test.other',
      signature: 'int k[], a[], b[] -> c[]',
      definition: ({ k, a, b }) => ({ c: () => (k() === 1 ? b() : a()) }),
    });
    expect(textsOf(other)).toBeUndefined();
  });

  test('a comparison of an index, which a symbol cannot see, is found out by evaluating both', () => {
    const trace = defineOperation({
      ...record,
      id: 'test.diagonal',
      signature: 'a[n, n] -> d[n, n]',
      definition: ({ a }, { constant }) => ({ d: (i, j) => (i === j ? a(i, j) : constant(0)) }),
    });
    expect(textsOf(trace)).toBeUndefined();
  });

  test('nor is one of sizes, which holds for some of them', () => {
    const least = defineOperation({
      ...record,
      id: 'test.least',
      signature: 'x[m, n] -> y[]',
      definition: ({ x }, { size }) => ({ y: () => (size('m') < size('n') ? x(0, 1) : x(1, 0)) }),
    });
    expect(textsOf(least)).toBeUndefined();
  });

  test('a loop over a size ends nowhere', () => {
    expect(textsOf(operations['sequence.rnn'])).toBeUndefined();
  });
});
