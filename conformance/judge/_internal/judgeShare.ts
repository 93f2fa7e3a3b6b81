import type { Judge, Judgement } from './judge.ts';
import type { Share } from './shares.ts';

/** Judges the laws of a share one after another; a law that throws is told, and the others are judged all the same. */
export async function judgeShare(
  judge: Judge,
  share: Share,
  {
    onJudged,
    onFault,
  }: { onJudged: (judgement: Judgement) => void; onFault: (law: string | undefined, text: string) => void },
): Promise<void> {
  for (const law of share) {
    try {
      onJudged(await judge.judge(law));
    } catch (error) {
      onFault(law, `${law}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
}
