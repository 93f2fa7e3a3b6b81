import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import type { Adapter, Promises } from '../../conformance/adapter.ts';
import { type NdArray, slice, toTensor, zeros } from '../../src/ndArray.ts';
import { verdictsOf } from './_internal/verdicts.ts';

/** The reference with other promises, and some of its operations changed. */
const promising = (promises: Promises, operations: Partial<Adapter<NdArray>['operations']> = {}): Adapter<NdArray> => ({
  ...reference,
  profile: { dtype: ['float64', 'float32'], ...promises },
  operations: { ...reference.operations, ...operations },
});

const allFinite = (x: NdArray): boolean => toTensor(x).data.every(Number.isFinite);
const filledWith = (like: NdArray, value: number, shape = like.shape): NdArray => {
  const result = zeros(like.dtype === 'int32' ? 'float64' : like.dtype, shape);
  result.data.fill(value);
  return result;
};

/** Answers NaN, or another value, where the reference raises an error. */
const answering = (value: number): Partial<Adapter<NdArray>['operations']> => ({
  'decompositions.inv': async (inputs, attributes) => {
    try {
      return (await reference.operations['decompositions.inv']?.(inputs, attributes)) ?? inputs.a;
    } catch (error) {
      if (!(error instanceof Error && /singular/.test(error.message))) throw error;
      return filledWith(inputs.a, value);
    }
  },
});

describe('what has no answer', () => {
  const law = 'decompositions.inv/R1';
  test('may be answered by NaN where that is promised, and only there', async () => {
    expect(await verdictsOf(promising({ refusal: 'nan' }, answering(Number.NaN)), law)).toEqual({ [law]: 'passed' });
    expect(await verdictsOf(promising({ refusal: 'nan' }, answering(Number.POSITIVE_INFINITY)), law)).toEqual({
      [law]: 'passed',
    });
    expect(await verdictsOf(promising({}, answering(Number.NaN)), law)).toEqual({ [law]: 'failed' });
  });

  test('is not answered by a finite number', async () => {
    expect(await verdictsOf(promising({ refusal: 'nan' }, answering(0)), law)).toEqual({ [law]: 'failed' });
  });
});

describe('NaN and infinities', () => {
  const logSumExp = reference.operations['layers.logSumExp'];
  const refusing: Partial<Adapter<NdArray>['operations']> = {
    'layers.logSumExp': (inputs, attributes) => {
      if (!allFinite(inputs.x)) throw new RangeError('array must not contain infs or NaNs');
      return logSumExp?.(inputs, attributes) ?? inputs.x;
    },
  };
  const laws = 'layers.logSumExp/{special,neighbours}';
  test('may be refused where that is documented, and only there', async () => {
    const documented = await verdictsOf(promising({ nonfinite: 'refuses' }, refusing), laws);
    expect(documented).toEqual({ 'layers.logSumExp/special': 'unsupported', 'layers.logSumExp/neighbours': 'passed' });
    expect(await verdictsOf(promising({}, refusing), laws)).toMatchObject({ 'layers.logSumExp/special': 'errored' });
  });

  test('are not swallowed by those who promise to refuse them', async () => {
    const swallowing: Partial<Adapter<NdArray>['operations']> = {
      'layers.logSumExp': ({ x }) => filledWith(x, 0, x.shape.slice(0, -1)),
    };
    expect(await verdictsOf(promising({ nonfinite: 'refuses' }, swallowing), laws)).toMatchObject({
      'layers.logSumExp/special': 'failed',
    });
  });

  test('are not given where anything may become of them', async () => {
    const undefinedThere = await verdictsOf(promising({ nonfinite: 'undefined' }, refusing), laws);
    expect(undefinedThere).toEqual({
      'layers.logSumExp/special': 'unsupported',
      'layers.logSumExp/neighbours': 'passed',
    });
  });
});

describe('equal elements', () => {
  const topk = reference.operations['tensor.topk'];
  const { 'tensor.topk': _, ...gradients } = reference.gradients ?? {};
  /** Among equals those behind come first; `told` says what becomes of the positions. */
  const lastFirst = (promises: Promises, told: (positions: Int32Array) => Int32Array = (positions) => positions) => ({
    ...promising(promises, {
      'tensor.topk': async ({ x }, attributes) => {
        const n = x.shape.at(attributes.axis) ?? 0;
        const axis = (attributes.axis + x.shape.length) % x.shape.length;
        const none = { values: x, indices: x };
        const found = (await topk?.({ x: slice(x, axis, n - 1, n, -1) }, attributes)) ?? none;
        const positions = Int32Array.from(found.indices.data, (position) => n - 1 - position);
        return { ...found, indices: { ...found.indices, data: told(positions) } };
      },
    }),
    gradients,
  });
  const verdictsBut = async (adapter: Adapter<NdArray>, verdict: string) =>
    Object.entries(await verdictsOf(adapter, 'tensor.topk'))
      .filter(([, one]) => one !== verdict)
      .map(([law, one]) => `${law.slice('tensor.topk/'.length)} ${one}`);
  test('may come in any order where that is promised, and only there', async () => {
    expect(await verdictsBut(lastFirst({ ties: 'any' }), 'passed')).toEqual([
      'C1 unsupported',
      'C2 unsupported',
      'C3 unsupported',
    ]);
    expect(await verdictsBut(lastFirst({}), 'passed')).toEqual(
      expect.arrayContaining(['C2 failed', 'definition failed', 'golden/equal-elements failed']),
    );
  });

  test('must be there all the same, each once', async () => {
    const next = (positions: Int32Array) => positions.map((position) => position + 1);
    const twice = (positions: Int32Array) =>
      positions.map((position, at) => (at === 1 ? (positions[0] ?? 0) : position));
    for (const told of [next, twice]) {
      expect(await verdictsBut(lastFirst({ ties: 'any' }, told), 'passed')).toEqual(
        expect.arrayContaining(['definition failed', 'integers failed', 'golden/equal-elements failed']),
      );
    }
  });
});

describe('what is taken beyond the signature', () => {
  const linear = reference.operations['layers.linear'];
  /** Stretches a bias of one entry, and takes an input without axes for one with one. */
  const generous: Partial<Adapter<NdArray>['operations']> = {
    'layers.linear': ({ x, weight, bias }, attributes) => {
      const o = weight.shape[0] ?? 1;
      const entry = bias?.shape.join() === '1' ? (toTensor(bias).data[0] ?? 0) : undefined;
      const stretched = bias === undefined || entry === undefined ? bias : filledWith(bias, entry, [o]);
      return linear?.({ x, weight, bias: stretched }, attributes) ?? x;
    },
  };
  const law = 'layers.linear/signature';
  test('need not be refused where it is documented, and everything else must', async () => {
    expect(await verdictsOf(promising({ beyond: ['broadcasting'] }, generous), law)).toEqual({ [law]: 'passed' });
    expect(await verdictsOf(promising({}, generous), law)).toEqual({ [law]: 'failed' });
    const careless: Partial<Adapter<NdArray>['operations']> = {
      'layers.linear': ({ x, weight }) => filledWith(x, 1, [...x.shape.slice(0, -1), weight.shape[0] ?? 1]),
    };
    expect(await verdictsOf(promising({ beyond: ['broadcasting', 'ranks'] }, careless), law)).toEqual({
      [law]: 'failed',
    });
  });

  test('nor must matrices that are not square', async () => {
    const lu = reference.operations['decompositions.lu'];
    const anyShape: Partial<Adapter<NdArray>['operations']> = {
      'decompositions.lu': (inputs, attributes) => {
        const [rows = 0, columns = 0] = inputs.a.shape.slice(-2);
        const guess = { permutation: inputs.a, l: inputs.a, u: inputs.a };
        return inputs.a.shape.length < 2 || rows === columns ? (lu?.(inputs, attributes) ?? guess) : guess;
      },
    };
    const law = 'decompositions.lu/signature';
    expect(await verdictsOf(promising({ beyond: ['rectangular'] }, anyShape), law)).toEqual({ [law]: 'passed' });
    expect(await verdictsOf(promising({}, anyShape), law)).toEqual({ [law]: 'failed' });
  });

  test('data types need not be either', async () => {
    const relu = reference.operations['layers.relu'];
    const converting: Partial<Adapter<NdArray>['operations']> = {
      'layers.relu': (inputs, attributes) =>
        inputs.x.dtype === 'float64'
          ? (relu?.(inputs, attributes) ?? inputs.x)
          : filledWith(inputs.x, 0, inputs.x.shape),
    };
    const dtypes = 'layers.relu/dtypes';
    expect(await verdictsOf(promising({}, converting), dtypes)).toEqual({ [dtypes]: 'advice' });
    expect(await verdictsOf(promising({ beyond: ['dtypes'] }, converting), dtypes)).toEqual({
      [dtypes]: 'unsupported',
    });
  });
});

test('wider results are rounded where they are promised, and wrong elsewhere', async () => {
  const widening: Partial<Adapter<NdArray>['operations']> = {
    'layers.relu': ({ x }) => {
      const { shape, data } = toTensor(x);
      return { ...zeros('float64', shape), data: Float64Array.from(data, (value) => (value > 0 ? value : value * 0)) };
    },
  };
  const law = 'layers.relu/definition';
  const options = { dtype: 'float32' } as const;
  expect(await verdictsOf(promising({ wider: true }, widening), law, options)).toEqual({ [law]: 'passed' });
  expect(await verdictsOf(promising({}, widening), law, options)).toEqual({ [law]: 'failed' });
});

test('elementwise operations take any shape, whatever is said of batches', async () => {
  const seen = new Set<number>();
  const add = reference.operations['tensor.add'];
  const narrow: Partial<Adapter<NdArray>['operations']> = {
    'tensor.add': ({ a, b }, attributes) => {
      if (a.shape.join() !== b.shape.join()) throw new RangeError('shapes must agree');
      seen.add(a.shape.length);
      return add?.({ a, b }, attributes) ?? a;
    },
  };
  const verdicts = await verdictsOf(promising({ batches: 'none', ranks: [1, 2] }, narrow), 'tensor.add');
  expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'passed' && verdict !== 'unsupported')).toEqual(
    [],
  );
  expect(verdicts).toMatchObject({ 'tensor.add/definition': 'passed', 'tensor.add/batch': 'passed' });
  expect([...seen].sort()).toEqual([1, 2]);
});

test('to refuse an empty tensor is honest, and to fall over it is not', async () => {
  const softmax = reference.operations['layers.softmax'];
  const refusing = (error: Error): Partial<Adapter<NdArray>['operations']> => ({
    'layers.softmax': (inputs, attributes) => {
      if (inputs.x.shape.includes(0)) throw error;
      return softmax?.(inputs, attributes) ?? inputs.x;
    },
  });
  const laws = 'layers.softmax/{definition,tiles,shapes,batch}';
  const verdicts = await verdictsOf(promising({}, refusing(new RangeError('no maximum of nothing'))), laws);
  expect(Object.values(verdicts)).not.toContain('errored');
  const accident = new TypeError("Cannot read properties of undefined (reading '0')");
  const fallen = await verdictsOf(promising({}, refusing(accident)), laws);
  expect(Object.values(fallen)).toContain('errored');
});

describe('numbers of axes', () => {
  test('are kept by shapes that an attribute gives, too', async () => {
    const normal = reference.operations['numerics.normal'];
    const flat: Partial<Adapter<NdArray>['operations']> = {
      'numerics.normal': (inputs, attributes) => {
        if (attributes.shape.length > 1) throw new RangeError('a vector or a number');
        return normal?.(inputs, attributes) ?? zeros('float64', []);
      },
    };
    const found = await verdictsOf(
      promising({ ranks: [0, 1] }, flat),
      'numerics.normal/{C2,C3,streams,keys,shapes,repeatable,resolution}',
    );
    expect(new Set(Object.values(found))).toEqual(new Set(['passed']));
  });
});

describe('NaN among the attributes', () => {
  const law = 'tensor.maskFill/attributes';
  /** Fills with any number, where the reference takes finite ones. */
  const filling = (chosen: (value: number) => number): Partial<Adapter<NdArray>['operations']> => ({
    'tensor.maskFill': async ({ x, mask }, { value }) => {
      const filled = await reference.operations['tensor.maskFill']?.(
        { x, mask },
        { value: Number.isNaN(value) ? 0 : value },
      );
      if (filled === undefined || !Number.isNaN(value)) return filled ?? x;
      const result = filledWith(filled, 0);
      const [ones, zeroes] = await Promise.all(
        [1, 0].map((one) => reference.operations['tensor.maskFill']?.({ x, mask }, { value: one })),
      );
      result.data.set(
        [...toTensor(filled).data].map((kept, at) =>
          ones !== undefined && zeroes !== undefined && toTensor(ones).data[at] !== toTensor(zeroes).data[at]
            ? chosen(value)
            : kept,
        ),
      );
      return result;
    },
  });
  test('may be answered by NaN, and where it changes nothing nobody can tell', async () => {
    expect(
      await verdictsOf(
        promising(
          {},
          filling((value) => value),
        ),
        law,
      ),
    ).toEqual({ [law]: 'passed' });
  });

  test('is not answered by a finite number', async () => {
    expect(
      await verdictsOf(
        promising(
          {},
          filling(() => 7),
        ),
        law,
      ),
    ).toEqual({ [law]: 'failed' });
  });
});
