import { normal as specification } from '../../spec/numerics/normal.ts';
import { normals } from '../_internal/random/stream.ts';
import { independent } from './_internal/independent.ts';

export const normal = independent(specification, (key) => normals(key, 'normal'));
