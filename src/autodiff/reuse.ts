import * as specification from '../../spec/autodiff/reuse.ts';
import { diamond } from '../../spec/programs/diamond.ts';
import { differentialOf } from './_internal/differentialOf.ts';

export const diamondVjp = differentialOf(specification.diamondVjp, diamond, 'vjp');
export const diamondJvp = differentialOf(specification.diamondJvp, diamond, 'jvp');
export const diamondHvp = differentialOf(specification.diamondHvp, diamond, 'hvp');
