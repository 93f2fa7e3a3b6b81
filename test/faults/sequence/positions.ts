import { learnedPositions, rotaryPositions } from '../../../spec/sequence/positions.ts';
import { at, build } from '../../../src/_internal/dense/matrix.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, byRows, mapped, none } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'sequence.rotaryPositions': rotary } = implementations;

export const faults: readonly Fault[] = [
  ...faultsOf('sequence.sinusoidalPositions', ({ misset, spoilt, spoiltEach, wrong }) => [
    wrong('frequencies base^(-i / d)', 'definition', (given, { base, ...others }, right) =>
      right(given, { ...others, base: Math.max(1, Math.sqrt(base)) }),
    ),
    misset('always side by side', 'definition', () => ({ layout: 'interleaved' as const })),
    spoilt('the position from 1 on', 'C4', (y) =>
      byRows(y, (row, t) => row.map((value, k) => (t === 0 && k === 0 ? 1 : value))),
    ),
    wrong('a sine of another frequency than its cosine', 'C1', (given, attributes, right) => {
      const y = right(given, attributes);
      return attributes.d < 4 || attributes.layout === 'halves'
        ? y
        : byRows(y, (row) => row.map((value, k) => (k === 1 ? (row[3] ?? value) : value)));
    }),
    spoiltEach('scaled by the root of two', 'C2', (value) => value * Math.SQRT2),
    spoilt('positions that repeat after 16', 'C3', (y) => {
      const kept: number[][] = [];
      return byRows(y, (row, t) => {
        kept.push(row);
        return kept[t % 16] ?? row;
      });
    }),
    spoiltEach('in single precision', 'definition', Math.fround),
    misset('an odd dimension made even', 'R1', ({ d }) => ({ d: Math.max(2, 2 * Math.ceil(d / 2)) })),
    misset('a base below 1 taken for 1', 'R2', ({ base }) => ({ base: Math.max(1, base || 1) })),
    misset('fewer than no positions taken for none', 'R3', ({ n }) => ({ n: Math.max(0, Math.floor(n) || 0) })),
  ]),
  ...memberFaultsOf(learnedPositions, ({ misread, spoilt, spoiltGradient }) => [
    misread('the table from its end', 'C1', ({ table }) => ({
      table: build(table.rows, table.columns, (i, k) => at(table, table.rows - 1 - i, k)),
    })),
    spoilt('added twice', 'C1', (y, { x }) => build(y.rows, y.columns, (t, k) => 2 * at(y, t, k) - at(x, t, k))),
    spoilt('in single precision', 'definition', single),
    spoiltGradient('of every row of the table', 'C3', ({ table }, inputs) => ({
      table: entries(table as typeof inputs.table, (value) => value || 1),
    })),
  ]),
  ...faultsOf('sequence.learnedPositions', ({ misset, misread, missetGradient, spoiltGradient }) => [
    misset('the offset left out', 'C2', () => ({ offset: 0 })),
    misread('rows beyond the table are 0', 'R1', ({ x, table }) => {
      const [n = 0, d = 0] = x.shape.slice(-2);
      const missing = Math.max(0, n + 4 - (table.shape[0] ?? 0));
      const rows = Array.from({ length: (table.shape[0] ?? 0) * d }, (_, i) =>
        Number(table.data[table.offset + i] ?? 0),
      );
      return {
        table: arrayOf(table.dtype, [(table.shape[0] ?? 0) + missing, d], [...rows, ...new Array(missing * d).fill(0)]),
      };
    }),
    misset('an offset that is none taken for 0', 'R2', ({ offset }) => ({
      offset: Math.max(0, Math.floor(offset) || 0),
    })),
    missetGradient('the offset left out of the gradient', 'jacobian', () => ({ offset: 0 })),
    spoiltGradient('no gradient of the table', 'adjoint', ({ table }) => ({ table: none(table) })),
  ]),
  ...memberFaultsOf(rotaryPositions, ({ spoilt }) => [
    spoilt('lengths a thousandth larger', 'C2', (y) => entries(y, (value, t) => (t === 0 ? value : 1.001 * value))),
    spoilt('the first position turned, too', 'C3', (y) =>
      y.columns < 2 ? y : entries(y, (_, t, k) => (k === 0 ? -at(y, t, 1) : k === 1 ? at(y, t, 0) : at(y, t, k))),
    ),
    spoilt('the position added', 'C1', (y) => entries(y, (value, t) => value + t / 4)),
    spoilt('in single precision', 'definition', single),
  ]),
  ...faultsOf('sequence.rotaryPositions', ({ misset, wrong, wrongGradient }) => [
    misset('always side by side', 'C4', () => ({ layout: 'interleaved' as const })),
    misset('the offset left out', 'C5', () => ({ offset: 0 })),
    misset('every pair at one speed', 'definition', () => ({ base: 1 })),
    wrong('an odd feature left as it is', 'R1', (inputs, attributes, right) =>
      (inputs.x.shape.at(-1) ?? 0) % 2 === 0 ? right(inputs, attributes) : mapped(inputs.x, (value) => value),
    ),
    misset('a base below 1 taken for 1', 'R2', ({ base }) => ({ base: Math.max(1, base || 1) })),
    misset('an offset that is none taken for 0', 'R3', ({ offset }) => ({
      offset: Math.max(0, Math.floor(offset) || 0),
    })),
    wrongGradient('pairs turned on and not back', 'C6', (_, g, attributes) => ({ x: rotary({ x: g }, attributes) })),
    wrongGradient('pairs left as they are', 'jacobian', (_, g) => ({ x: g })),
  ]),
];
