import { adamw as specification } from '../../spec/optimizers/adamw.ts';
import { adaptive } from './_internal/adaptive.ts';

export const adamw = adaptive(specification, 'decoupled');
