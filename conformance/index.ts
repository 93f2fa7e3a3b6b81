/** What adapters and tools import from the package. */
export type { Tensor } from '../spec/tensor.ts';
export {
  type Adapter,
  type AdapterProfile,
  defineAdapter,
  type Gradient,
  type Implementation,
  type Promises,
} from './adapter.ts';
export type {
  ClauseReport,
  Counterexample,
  OperationReport,
  Report,
  Run,
  Spent,
  Summary,
  Verdict,
} from './report/report.ts';
