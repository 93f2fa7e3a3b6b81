import { describe, expect, test } from 'vitest';
import { batches } from '../../conformance/subject/_internal/batches.ts';

describe('batches', () => {
  test('what is asked in one turn is handled together, in its order, and what follows from the answers too', async () => {
    const lots: string[][] = [];
    const { add } = batches<string, string>(64, async (items) => {
      lots.push([...items]);
      return items.map((item) => item.toUpperCase());
    });
    const chain = async (name: string): Promise<string> => {
      const first = await add(`${name}1`);
      // One waits longer than the others before it asks again.
      if (name === 'b') await Promise.resolve().then(() => {});
      return add(`${name}2 after ${first}`);
    };
    expect(await Promise.all(['a', 'b', 'c'].map(chain))).toEqual(['A2 AFTER A1', 'B2 AFTER B1', 'C2 AFTER C1']);
    expect(lots.map((lot) => lot.length)).toEqual([3, 3]);
    expect(lots[0]).toEqual(['a1', 'b1', 'c1']);
  });

  test('no lot is larger than may be, and one that fails fails for all of its items and no others', async () => {
    const { add } = batches<number, number>(2, async (items) => {
      if (items.includes(3)) throw new Error('no threes');
      return items.map((item) => 10 * item);
    });
    const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(add));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      10,
      20,
      'Error: no threes',
      'Error: no threes',
      50,
    ]);
  });

  test('a task comes between lots', async () => {
    const told: string[] = [];
    const { add, between } = batches<string, void>(64, async (items) => {
      told.push(...items);
      return items.map(() => undefined);
    });
    const first = add('first');
    const task = between(async () => {
      told.push('task');
    });
    await Promise.all([first, task]);
    await add('second');
    expect(told).toEqual(['first', 'task', 'second']);
  });
});
