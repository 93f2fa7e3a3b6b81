import { describe, expect, test } from 'vitest';
import { contractionOf, fittingShapes, parseSubscripts, type Subscripts } from '../../spec/subscripts.ts';

const read = (text: string): Subscripts => parseSubscripts(text) as Subscripts;
const outputOf = (text: string): string => read(text).output.join('');

describe('an output that is implied', () => {
  test.each([
    ['ij,jk', 'ik'],
    ['ba', 'ab'],
    ['ii', ''],
    ['bA', 'Ab'],
    ['b,a,B', 'Bab'],
    ['i...,...j', '...ij'],
    [' i j , j ', 'i'],
    ['', ''],
    ['->', ''],
  ])('%s has %s', (text, output) => {
    expect(outputOf(text)).toBe(output);
  });
});

test.each(['i->k', 'i->ii', 'i->j->k', 'i1', 'i.j', '......i', '...i->i', 'ij,,->,', '->i'])(
  '%s means nothing',
  (text) => {
    expect(parseSubscripts(text)).toBeUndefined();
  },
);

describe('a contraction', () => {
  const shapeOf = (text: string, shapes: readonly (readonly number[])[]) => {
    const { output, sizes } = contractionOf(read(text), shapes);
    return output.map((label) => sizes.get(label));
  };

  test.each([
    [
      'ij,jk->ik',
      [
        [2, 3],
        [3, 4],
      ],
      [2, 4],
    ],
    [
      '...ij,...jk->ik...',
      [
        [5, 1, 2, 3],
        [6, 3, 4],
      ],
      [2, 4, 5, 6],
    ],
    ['i...i->...', [[2, 7, 8, 2]], [7, 8]],
    [
      'ij,ij->ij',
      [
        [1, 3],
        [2, 1],
      ],
      [2, 3],
    ],
    ['i,i->i', [[0], [1]], [0]],
    ['i->...', [[2]], []],
  ] as const)('%s of %j gives %j', (text, shapes, shape) => {
    expect(shapeOf(text, shapes)).toEqual(shape);
  });

  test.each([
    ['ij', [[2]]],
    ['...ij', [[2]]],
    ['i', [[2, 2]]],
    ['ii', [[2, 3]]],
    ['ii', [[2, 1]]],
    ['i,i', [[2], [3]]],
    ['...,...', [[2], [3]]],
    ['i,i', [[2], [0]]],
  ] as const)('%s of %j fits not', (text, shapes) => {
    expect(() => contractionOf(read(text), shapes)).toThrow(RangeError);
  });

  test.each(['ij,jk->ik', 'iij->ji', '...ij,...jk->...ik', 'a...,...b,ab->...', ',i,...'])(
    'fits the shapes that are made for %s',
    (text) => {
      for (const near of [[], [[3]], [[0, 2], [4]], [[2, 3, 4], [], [1]]]) {
        expect(() => contractionOf(read(text), fittingShapes(read(text), near))).not.toThrow();
      }
    },
  );
});
