import { adam as specification } from '../../spec/optimizers/adam.ts';
import { adaptive } from './_internal/adaptive.ts';

export const adam = adaptive(specification, 'coupled');
