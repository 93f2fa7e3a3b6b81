import { Tensor } from 'onnxruntime-node';
import type { Implementation } from '../../../conformance/adapter.ts';
import type { operations } from '../../../spec/registry.generated.ts';
import { type Operand, run, typeOf, Unsupported } from './run.ts';

type Call<Id extends keyof typeof operations> = Parameters<Implementation<(typeof operations)[Id], Tensor>>;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const reshaped = (x: Tensor, shape: readonly number[]): Tensor => new Tensor(x.data as Float32Array, shape);

/** A tensor of this shape, whose element at each position is that of another at the position that is named, or 0. */
function gathered(x: Tensor, shape: readonly number[], from: (at: number) => number): Tensor {
  const source = x.data as Float32Array;
  const data =
    source.slice(0, 0).constructor === Float64Array ? new Float64Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  return new Tensor(
    data.map((_, at) => source[from(at)] ?? 0),
    shape,
  );
}

/** [first, second, size] with the two first axes exchanged, [second, first, size]. */
const exchanged = (x: Tensor, first: number, second: number, size: number): Tensor =>
  gathered(x, [second, first, size], (at) => {
    const [row, column] = [Math.floor(at / (first * size)), Math.floor(at / size) % first];
    return (column * second + row) * size + (at % size);
  });

/** Where the gates of the specification, i f c o, stand in the operator's order i o f c. */
const gate = [0, 3, 1, 2];

/** Rows of weights in the order of the operator, for its one direction. */
const weights = (x: Tensor, gates: number, h: number): Tensor => {
  const columns = sizeOf(x.dims) / Math.max(gates * h, 1);
  return gathered(x, [1, gates * h, columns], (at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const block = gates === 1 ? 0 : (gate[Math.floor(row / h)] ?? 0);
    return (block * h + (row % h)) * columns + column;
  });
};

interface Recurrent {
  readonly op: 'LSTM' | 'RNN';
  /** [batch, t, d]. */
  readonly x: Tensor;
  readonly weightX: Tensor;
  readonly weightHidden: Tensor;
  readonly bias: Tensor | undefined;
  /** States before the first step. */
  readonly states: readonly (Tensor | undefined)[];
}

/** Calls the operator on some steps of a sequence: their hidden states [batch, t, h], and the last of both states [1, batch, h]. */
async function recur({ op, x, weightX, weightHidden, bias, states }: Recurrent, batch: number, t: number, start = 0) {
  const areMatrices = [weightX, weightHidden].every(({ dims }) => dims.length === 2) && (bias?.dims.length ?? 1) === 1;
  if (!areMatrices || states.some((state) => state?.dims.length === 0))
    throw new Unsupported('weights are matrices, a bias is a vector, and states have an axis');
  const [gates, h, d] = [op === 'LSTM' ? 4 : 1, weightHidden.dims.at(-1) ?? 0, x.dims.at(-1) ?? 0];
  const steps = (x.dims[1] ?? 0) as number;
  const sequence = gathered(x, [t, batch, d], (at) => {
    const [k, b] = [Math.floor(at / (batch * d)), Math.floor(at / d) % batch];
    return (b * steps + start + k) * d + (at % d);
  });
  // The bias of the input, and zeros for that of the state.
  const both = bias && gathered(weights(bias, gates, h), [1, 2 * gates * h], (at) => at);
  const before: readonly Operand[] = states.map((state) => state && reshaped(state, [1, batch, h]));
  const type = typeOf(x);
  const operands = [sequence, weights(weightX, gates, h), weights(weightHidden, gates, h), both, undefined, ...before];
  const results = op === 'LSTM' ? [type, type, type] : [type, type];
  const [all = x, lastHidden = x, lastCell = x] = await run(op, operands, { attributes: { hidden_size: h }, results });
  return { hidden: exchanged(all, t, batch, h), last: [lastHidden, lastCell] as const };
}

const joined = (x: Tensor, kept: number): Tensor =>
  reshaped(x, [sizeOf(x.dims.slice(0, x.dims.length - kept)), ...x.dims.slice(x.dims.length - kept)]);

export async function rnn(...[inputs, _]: Call<'sequence.rnn'>): Promise<Tensor> {
  const { x, weightX, weightHidden, bias, initialHidden } = inputs;
  const sequence = joined(x, 2);
  const [batch = 0, t = 0] = sequence.dims;
  const { hidden } = await recur(
    { op: 'RNN', x: sequence, weightX, weightHidden, bias, states: [initialHidden] },
    batch,
    t,
  );
  return reshaped(hidden, [...x.dims.slice(0, -1), weightHidden.dims.at(-1) ?? 0]);
}

export async function lstm(...[inputs, _]: Call<'sequence.lstm'>): Promise<{ hidden: Tensor; cell: Tensor }> {
  const { x, weightX, weightHidden, bias, initialHidden, initialCell } = inputs;
  const sequence = joined(x, 2);
  const [batch = 0, t = 0] = sequence.dims;
  const call = { op: 'LSTM', x: sequence, weightX, weightHidden, bias } as const;
  let states: Recurrent['states'] = [initialHidden, initialCell];
  const { hidden } = await recur({ ...call, states }, batch, t);
  // The operator gives the last cell alone: that of every step comes of one step at a time, from the states before it.
  const cells: Tensor[] = [];
  for (let k = 0; k < t; k++) {
    const { last } = await recur({ ...call, states }, batch, 1, k);
    states = last;
    cells.push(last[1]);
  }
  const h = weightHidden.dims.at(-1) ?? 0;
  const shape = [...x.dims.slice(0, -1), h];
  const cell = gathered(hidden, [batch, t, h], () => 0);
  const data = cell.data as Float32Array;
  cells.forEach((one, k) => {
    (one.data as Float32Array).forEach((value, at) => {
      data[(Math.floor(at / h) * t + k) * h + (at % h)] = value;
    });
  });
  return { hidden: reshaped(hidden, shape), cell: reshaped(cell, shape) };
}

export async function lstmCell(...[inputs, _]: Call<'sequence.lstmCell'>) {
  const { x, hidden, cell, weightX, weightHidden, bias } = inputs;
  const rows = joined(x, 1);
  const [batch = 0, d = 0] = rows.dims;
  const sequence = reshaped(rows, [batch, 1, d]);
  const states = [hidden, cell];
  const next = await recur({ op: 'LSTM', x: sequence, weightX, weightHidden, bias, states }, batch, 1);
  return { nextHidden: reshaped(next.hidden, hidden.dims), nextCell: reshaped(next.last[1], cell.dims) };
}

/** One head; the mask is added to the scores. */
export async function attention(
  ...[{ query, key, value, mask }, { causal }]: Call<'sequence.scaledDotProductAttention'>
): Promise<Tensor> {
  const [queries, keys, values] = [query, key, value].map((x) => joined(x, 2));
  const heads = (x: Tensor | undefined) => x && reshaped(x, [x.dims[0] ?? 0, 1, x.dims[1] ?? 0, x.dims[2] ?? 0]);
  const operands = [heads(queries), heads(keys), heads(values), mask && heads(joined(mask, 2))];
  const [y = query] = await run('Attention', operands, { attributes: { is_causal: causal ? 1 : 0 } });
  return reshaped(y, [...query.dims.slice(0, -1), value.dims.at(-1) ?? 0]);
}
