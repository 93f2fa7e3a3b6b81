import type { FloatDtype } from '../../../spec/tensor.ts';
import type { Description } from '../../subject/description.ts';
import type { Limits } from '../../subject/limits.ts';

/** What a worker needs in order to judge its share. Data only: it crosses between processes. */
export interface SuiteOptions {
  readonly adapterPath: string;
  /** What the adapter said of itself when the plan was made. */
  readonly description: Description;
  readonly cwd: string;
  readonly limits: Limits;
  readonly nodeEnv: string | undefined;
  readonly dtype: FloatDtype;
  readonly runs: number;
  readonly seed: number;
  /** Whether what plots of the cases need is kept. Default false. */
  readonly samples?: boolean;
  /** Replay tokens of known failures. */
  readonly known: readonly string[];
}
