import type { Judgement } from './judge.ts';
import type { Share } from './shares.ts';
import type { SuiteOptions } from './suiteOptions.ts';

/** From the engine to a worker: what to judge by, once, and then one share after another. */
export type ToWorker =
  | { readonly type: 'start'; readonly options: SuiteOptions }
  | { readonly type: 'judge'; readonly share: Share };

/** From a worker to the engine: what came of each law, and that a share is done. */
export type FromWorker =
  | { readonly type: 'judged'; readonly judgement: Judgement }
  /** The law itself threw; without a law the adapter could not be started, and the worker ends: an error of the judge. */
  | { readonly type: 'fault'; readonly law: string | undefined; readonly text: string }
  | { readonly type: 'done' };
