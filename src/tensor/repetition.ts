import * as specification from '../../spec/tensor/repetition.ts';
import { placesAlong, upTo } from './_internal/selected.ts';
import { selection } from './_internal/selection.ts';

const copies = (count: number) => new Array<number>(count);

export const repeat = selection(specification.repeat, (shape, { repeats, axis }) =>
  placesAlong(
    shape,
    axis,
    upTo(shape.at(axis) as number).flatMap((at) => copies(repeats).fill(at)),
  ),
);

export const tile = selection(specification.tile, (shape, { reps }) =>
  shape.map((n, axis) => upTo(n * (reps[axis] as number)).map((at) => at % n)),
);
