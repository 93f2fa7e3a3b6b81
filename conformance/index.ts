/** What adapters and tools import from the package. */
export type { Tensor } from '../spec/tensor.ts';
export { type Adapter, defineAdapter, type Gradient, type Implementation, type Precision } from './adapter.ts';
export type { ClauseReport, Counterexample, OperationReport, Report, Summary, Verdict } from './report.ts';
