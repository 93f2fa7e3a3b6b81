import { rmSync } from 'node:fs';
import { good } from './good.ts';

// Cannot be loaded a second time: the file is gone then.
rmSync(process.env['TENSOR_LAWS_TEST_FILE'] ?? '');

export default good;
