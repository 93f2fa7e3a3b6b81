import { withDot } from './good.ts';

export default withDot(() => process.kill(process.pid, 'SIGSEGV'));
