import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { byRows, mapped, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** One class where there is none. */
const someClass = (logits: NdArray): NdArray =>
  logits.shape[0] === 0 ? Object.assign({}, logits, { shape: [1], strides: [1], data: new Float64Array(1) }) : logits;

export const faults: readonly Fault[] = [
  ...faultsOf(
    'probability.temperatureSoftmax',
    ({ misset, misread, spoiltEach, spoilt, missetGradient, spoiltGradient }) => [
      misread('twice the logits', 'C1', ({ logits }) => ({ logits: scaled(logits, 2) })),
      misread('small logits preferred', 'C2', ({ logits }) => ({ logits: mapped(logits, (z) => -z) })),
      misset('multiplied by the temperature', 'C3', ({ temperature }) => ({ temperature: 1 / temperature })),
      misset('the temperature counted from above', 'C4', ({ temperature }) => ({ temperature: 1 / temperature })),
      misset('no temperature below 1', 'definition', ({ temperature }) => ({
        temperature: temperature && Math.max(temperature, 1),
      })),
      misset('a temperature of 0 taken for a small one', 'R1', ({ temperature }) => ({
        temperature: temperature === 0 ? 1e-6 : temperature,
      })),
      spoilt('the probabilities over the temperature', 'C2', (y, _, { temperature }) => scaled(y, 1 / temperature)),
      spoiltEach('a small number added', 'C3', (value) => value + 1e-8),
      missetGradient('the gradient at T = 1', 'jacobian', () => ({ temperature: 1 })),
      spoiltGradient('the gradient not divided by the temperature', 'adjoint', ({ logits }, _, { temperature }) => ({
        logits: scaled(logits, temperature),
      })),
    ],
  ),
  ...faultsOf('probability.gumbelMax', ({ misset, misread, spoiltEach, spoilt }) => [
    spoiltEach('classes counted from 1', 'C1', (value) => value + 1),
    misread('half of the logits', 'C2', ({ logits }) => ({ logits: scaled(logits, 1 / 2) })),
    spoiltEach('every twentieth choice the first class', 'C2', (value, at) => (at % 20 === 0 ? 0 : value)),
    misread('logits measured from 0, and cut there', 'C3', ({ logits }) => ({
      logits: mapped(logits, (z) => Math.max(z, 0)),
    })),
    misread('a class where there is none', 'R3', ({ logits }) => ({ logits: someClass(logits) })),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
    spoilt('every second choice the one before', 'streams', (index) => {
      const values = valuesOf(index);
      return mapped(index, (_, at) => values[at - (at % 2)] ?? 0);
    }),
  ]),
  ...faultsOf('numerics.gumbel', ({ spoiltEach }) => [
    spoiltEach('exponential numbers in place of those of Gumbel', 'probability.gumbelMax/C4', (value) =>
      Math.exp(-value),
    ),
  ]),
  ...faultsOf(
    'probability.gumbelSoftmax',
    ({ misset, misread, spoiltEach, spoilt, spoiltGradientEach, misreadGradient, missetGradient }) => [
      spoiltEach('a small number added', 'C1', (value) => value + 1e-10),
      misread('half of the logits', 'C2', ({ logits }) => ({ logits: scaled(logits, 1 / 2) })),
      misset('the temperature left out', 'C3', () => ({ temperature: 1 })),
      misset('no temperature below 1/100', 'C4', ({ temperature }) => ({
        temperature: temperature && Math.max(temperature, 0.01),
      })),
      misread('the logits over the temperature, and the noise not', 'C5', ({ logits }, { temperature }) => ({
        logits: scaled(logits, temperature),
      })),
      misread('a class where there is none', 'R3', ({ logits }) => ({ logits: someClass(logits) })),
      misset('a temperature of 0 taken for a small one', 'R4', ({ temperature }) => ({
        temperature: temperature === 0 ? 1e-6 : temperature,
      })),
      misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
      spoilt('every second row the one before', 'streams', (y) => {
        const rows: number[][] = [];
        byRows(y, (row) => {
          rows.push(row);
          return row;
        });
        return byRows(y, (row, at) => rows[at - (at % 2)] ?? row);
      }),
      spoiltGradientEach(
        'the gradient not divided by the temperature',
        'C6',
        'logits',
        (value, _, __, { temperature }) => value * temperature,
      ),
      missetGradient('noise drawn anew for the gradient', 'C6', ({ key }) => ({ key: key ^ 1 })),
      misreadGradient('the gradient without the logits', 'C6', ({ logits }) => ({ logits: scaled(logits, 0) })),
    ],
  ),
  ...faultsOf('probability.straightThroughGumbel', ({ wrong, misset, misread, spoiltEach }) => [
    wrong('what is soft', 'C1', (x, given) => implementations['probability.gumbelSoftmax'](x, given) as NdArray),
    spoiltEach('-1 in place of 0', 'C1', (value) => value || -1),
    misread('half of the logits', 'C2', ({ logits }) => ({ logits: scaled(logits, 1 / 2) })),
    misset('noise of another key', 'C3', ({ key }) => ({ key: key ^ 1 })),
    misread('a class where there is none', 'R3', ({ logits }) => ({ logits: someClass(logits) })),
    misset('a temperature of 0 taken for a small one', 'R4', ({ temperature }) => ({
      temperature: temperature === 0 ? 1e-6 : temperature,
    })),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
  ]),
];
