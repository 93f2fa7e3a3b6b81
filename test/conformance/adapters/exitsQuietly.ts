import { withDot } from './good.ts';

export default withDot(() => process.exit(0));
