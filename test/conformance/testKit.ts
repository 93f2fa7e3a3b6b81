import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChildSubject, childSubject } from '../../conformance/subject/childProcess.ts';
import { pathOfCommand } from '../../conformance/subject/command.ts';
import type { Request } from '../../conformance/subject/exchange.ts';
import { type Dtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { requestOf } from './requests.ts';

export interface KitUnderTest {
  /** Where it can be run at all. */
  readonly isHere: boolean;
  /** The command of the adapter in test/conformance/commands that tells what its kit gave it. */
  readonly command: () => string;
  /** How a mistake of the adapter's own is told. */
  readonly mistake: RegExp;
  /** How a lost device is told. */
  readonly lost: RegExp;
}

const cwd = fileURLToPath(new URL('../..', import.meta.url));

/** What every kit must do, whatever its language. */
export function testKit(title: string, { isHere, command, mistake, lost }: KitUnderTest): void {
  describe.skipIf(!isHere)(title, () => {
    let child: ChildSubject;
    beforeAll(async () => {
      child = await childSubject({ adapterPath: pathOfCommand(command()), cwd });
    });
    afterAll(() => child.close());

    const a = tensorOf('float64', [2, 3], [1, -0, 2 ** -1074, Number.NaN, Number.NEGATIVE_INFINITY, 0.1]);

    /** What tensor.clip of the test's adapter, which gives its input back, makes of a tensor. */
    const returned = async (x: Tensor, more: Partial<Request> = {}): Promise<Tensor | string> => {
      const reply = await child.send(requestOf('tensor.clip', { x }, { attributes: { min: 0, max: 1 }, ...more }));
      return reply.kind === 'returned' ? (reply.outputs['y'] ?? 'nothing') : `${reply.kind}: ${reply.message}`;
    };

    for (const dtype of ['float64', 'float32', 'float16', 'bfloat16'] as const satisfies readonly Dtype[]) {
      test(`keeps every bit of ${dtype}`, async () => {
        const numbers = [0, -0, 1, -1.5, 2 ** -14, 2 ** -24, -(2 ** 15), 65504, Number.POSITIVE_INFINITY, Number.NaN];
        const held = tensorOf(dtype, [2, 5], dtype === 'bfloat16' ? numbers.with(7, 65536) : numbers);
        expect(await returned(held)).toEqual(held);
      });
    }

    for (const layout of ['transposed', 'sliced', 'reversed', 'padded', 'offset'] as const) {
      test(`makes a ${layout} view of the same values`, async () => {
        expect(await returned(a, { layouts: { x: layout } })).toEqual(a);
      });
    }

    test('makes a broadcast view of rows that are the same', async () => {
      const rows = tensorOf('float64', [2, 3], [1, 2, 3, 1, 2, 3]);
      expect(await returned(rows, { layouts: { x: 'broadcast' } })).toEqual(rows);
    });

    test('makes views of one buffer, and one value of two inputs, where that is asked', async () => {
      const add = (storage: Request['storage']) => child.send(requestOf('tensor.add', { a, b: a }, { storage }));
      const sharing = (reply: Awaited<ReturnType<typeof add>>) =>
        reply.kind === 'returned' ? Array.from(reply.outputs['c']?.data ?? []) : [reply.message];
      // The test's adapter answers 2 for one and the same value, 1 for views of one buffer, else 0.
      expect(sharing(await add('own'))).toEqual([0, 0, 0, 0, 0, 0]);
      expect(sharing(await add('shared'))).toEqual([1, 1, 1, 1, 1, 1]);
      expect(sharing(await add('aliased'))).toEqual([2, 2, 2, 2, 2, 2]);
    });

    test('tells reals from whole numbers, and knows NaN', async () => {
      const told = async (min: number) => returned(a, { attributes: { min, max: 7 } });
      expect(await told(13)).toBe('rejected: min is a float');
      expect(await told(Number.NaN)).toBe('rejected: min is not a number');
    });

    test('gives lists as lists, and takes them', async () => {
      const one = tensorOf('float64', [1], [1]);
      const reply = await child.send(
        requestOf('tensor.stack', { 'xs.0': one, 'xs.1': one }, { attributes: { axis: 0 } }),
      );
      expect(reply).toMatchObject({ kind: 'returned', outputs: { y: { shape: [2, 1] } } });
      const parts = await child.send(requestOf('tensor.split', { x: a }, { attributes: { axis: 0, parts: 2 } }));
      expect(parts).toMatchObject({
        kind: 'returned',
        outputs: { 'ys.0': { shape: [1, 3] }, 'ys.1': { shape: [1, 3] } },
      });
    });

    test('reads operands back, and gives gradients by name', async () => {
      const g = tensorOf('float64', [2, 3], [1, 2, 3, 4, 5, 6]);
      const request = requestOf('tensor.add', { a, b: a }, { kind: 'gradient', cotangents: { c: g }, readBack: true });
      expect(await child.send(request)).toEqual({
        kind: 'returned',
        outputs: { a: g, b: g },
        inputsAfter: { a, b: a, c: g },
      });
    });

    test('says how a call failed: by the library, by the adapter, or for good', async () => {
      const dot = async (value: number) => {
        const one = tensorOf('float64', [1], [value]);
        const reply = await child.send(requestOf('linalg.dot', { a: one, b: one }));
        return reply.kind === 'returned' ? reply.outputs['c']?.data[0] : `${reply.kind}: ${reply.message}`;
      };
      expect(await dot(1)).toBe('rejected: too small');
      expect(await dot(2)).toBe('unsupported: only on Sundays');
      expect(await dot(3)).toMatch(mistake);
      expect(await dot(4)).toMatch(lost);
      expect(await dot(5)).toBe(5);
    });
  });
}
