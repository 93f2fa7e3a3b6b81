import { defineOperation } from '../operation.ts';
import { cho2014, chung2014, pytorch } from '../sources.ts';
import { sigmoid } from './_internal/sigmoid.ts';

/** Whether the reset gate multiplies what the weights make of the state, as in PyTorch and cuDNN, or the state before them, as in Cho et al. */
const reset = { kind: 'choice', options: ['after', 'before'], default: 'after' } as const;

export const gruCell = defineOperation({
  id: 'sequence.gruCell',
  meaning:
    'One step of a gated recurrent unit, (1 - z) n + z h: the rows of the weights are those of the reset gate r, the update gate z and the candidate n, h of each. The candidate is tanh(W x + b + r (U h + c)) with the reset gate after the product, tanh(W x + b + U (r h) + c) with it before.',
  signature:
    'x[..., d], hidden[..., h], weightX[3h, d], weightHidden[3h, h], bias?[3h], biasHidden?[3h] -> nextHidden[..., h]',
  attributes: { reset },
  definition({ x, hidden, weightX, weightHidden, bias, biasHidden }, S, { reset }) {
    const h = S.size('h');
    const fromInput = (r: number) => [
      ...S.each('d', (p) => S.mul(weightX(r, p), x(p))),
      ...(bias === undefined ? [] : [bias(r)]),
    ];
    const fromState = (r: number, state: (p: number) => ReturnType<typeof S.constant>) => [
      ...S.each('h', (p) => S.mul(weightHidden(r, p), state(p))),
      ...(biasHidden === undefined ? [] : [biasHidden(r)]),
    ];
    const gate = S.memo((r) => sigmoid(S.total([...fromInput(r), ...fromState(r, hidden)]), S));
    const held = S.memo((p) => S.mul(gate(p), hidden(p)));
    const candidate = S.memo((j) => {
      const r = 2 * h + j;
      const terms = reset === 'before' ? fromState(r, held) : [S.mul(gate(j), S.total(fromState(r, hidden)))];
      return S.tanh(S.total([...fromInput(r), ...terms]));
    });
    return {
      nextHidden: (j) => {
        const [z, n] = [gate(h + j), candidate(j)];
        return S.either(S.add(S.mul(S.sub(S.constant(1), z), n), S.mul(z, hidden(j))), () =>
          S.add(n, S.mul(z, S.sub(hidden(j), n))),
        );
      },
    };
  },
  freedom: 'what an infinite state gives where a gate rounds to 0',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, weightX: -1 }],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'an update gate that is open keeps the state, bitwise, where the candidate is 1 or -1',
    C2: 'an update gate that is closed gives the candidate: with the reset gate closed too, the state before changes nothing, bitwise',
    C3: 'every element lies between that of the state before and that of the candidate, up to rounding',
    C4: 'from states of at most 1 in size come states of at most 1, up to rounding',
    C5: 'where the reset gate is open, before and after the product are one, within the bounds of both',
    C6: 'where the reset gate is closed, the second bias of the candidate counts before the product alone: after it no change of that bias changes a bit',
    C7: 'weights and biases of 0 halve the state, bitwise',
  },
  sources: [cho2014('section 2.3'), chung2014('section 3.2'), pytorch('torch.nn.GRUCell')],
});

export const gru = defineOperation({
  id: 'sequence.gru',
  meaning:
    'Gated recurrent unit over a sequence: every step is sequence.gruCell from the state before it, all of which are given; a state that is left out is 0 before the first step.',
  signature:
    'x[..., t, d], weightX[3h, d], weightHidden[3h, h], bias?[3h], biasHidden?[3h], initialHidden?[..., h] -> hidden[..., t, h]',
  attributes: { reset },
  parts: { gruCell },
  definition({ x, weightX, weightHidden, bias, biasHidden, initialHidden }, S, { reset }, { gruCell }) {
    let hidden = initialHidden ?? S.tensor('h', () => S.constant(0));
    const steps = Array.from({ length: S.size('t') }, (_, t) => {
      const given = { x: S.tensor('d', (p) => x(t, p)), hidden, weightX, weightHidden, bias, biasHidden };
      hidden = gruCell(given, { reset }).nextHidden;
      return hidden;
    });
    return { hidden: (t, j) => steps[t]?.(j) ?? S.constant(0) };
  },
  recursion: { over: 't', states: { hidden: 'initialHidden' } },
  freedom: 'what an infinite state gives where a gate rounds to 0',
  special: 'propagatesNaN',
  // Before the first step a state that was left out may be multiplied by them, or left out too.
  specialIn: ['x', 'weightX', 'bias', 'initialHidden'],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'what comes later changes no earlier state, bitwise',
    C2: 'every step is what sequence.gruCell gives from the state before it, up to the rounding of both',
    C3: 'the steps after any of them are the sequence from its state on: run(a then b) = run(b from the last state of run(a)), up to rounding',
  },
  sources: [cho2014('section 2.3'), pytorch('torch.nn.GRU')],
});
