import type { Judge, Judgement } from './judge.ts';
import type { Share } from './shares.ts';

/** Told what comes of laws. */
export interface Told {
  readonly onJudged: (judgement: Judgement) => void;
  readonly onFault: (law: string | undefined, text: string) => void;
}

/**
 * Judges the laws of a share one after another; a law that throws is told, and the others are judged all the same. Where the signal
 * aborts, the law that is under way is left as it is, and nothing more is told.
 */
export async function judgeShare(
  judge: Judge,
  share: Share,
  { onJudged, onFault }: Told,
  signal?: AbortSignal,
): Promise<void> {
  const { promise: aborted, resolve: abort } = Promise.withResolvers<undefined>();
  const onAbort = () => abort(undefined);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (const law of share) {
      if (signal?.aborted === true) return;
      const judging = judge.judge(law);
      // Nobody waits for what is left.
      judging.catch(() => {});
      try {
        const judgement = await Promise.race([judging, aborted]);
        if (judgement === undefined) return;
        onJudged(judgement);
      } catch (error) {
        onFault(law, `${law}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
