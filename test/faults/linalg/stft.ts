import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'linalg.stft',
  ({ wrong, misreadEach, misset, spoilt, spoiltGradientEach }) => [
    misset('half the hop', 'C1', ({ hop }) => ({ hop: Math.ceil(hop / 2) })),
    misreadEach('the square of the window', 'C2', 'window', (value) => value * value),
    spoilt('over w', 'C3', (y, { window }) => mapped(y, (value) => value / Math.max(valuesOf(window).length, 1))),
    spoilt('the conjugate', 'C1', (y) => mapped(y, (value, at) => (at % 2 === 1 ? -value : value))),
    misset('a hop of at least one sample', 'R1', ({ hop }) => ({ hop: Math.max(1, Math.floor(hop)) })),
    wrong('a signal that is too short with zeros behind it', 'R2', ({ x, window }, attributes, right) => {
      const lacking = (window.shape[0] ?? 0) - (x.shape.at(-1) ?? 0);
      if (lacking <= 0 || x.shape.length !== 1) return right({ x, window }, attributes);
      const data = Float64Array.from([...valuesOf(x), ...new Array<number>(lacking).fill(0)]);
      return right(
        { x: { ...mapped(x, (v) => v), shape: [data.length], strides: [1], offset: 0, data }, window },
        attributes,
      );
    }),
    misset('frames side by side for short windows', 'E47', ({ hop }, { window }) => ({
      hop: Math.max(hop, window.shape[0] === 2 ? 2 : 1),
    })),
    spoiltGradientEach('gradient of the signal halved', 'jacobian', 'x', (value) => value / 2),
  ],
);
