import { operations } from '../../../spec/registry.generated.ts';
import { good } from './good.ts';

const forever = () => {
  for (;;);
};

export default {
  ...good,
  name: 'all loop',
  operations: Object.fromEntries(Object.keys(operations).map((id) => [id, forever])),
};
