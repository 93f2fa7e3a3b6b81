import type { Progress } from '../../judge/checkOptions.ts';
import { durationText } from '../../present/_internal/numbers.ts';

const failing: readonly string[] = ['failed', 'errored', 'timedOut'];

/** Milliseconds between two lines where lines cannot be overwritten. */
const lineInterval = 5_000;

/**
 * Shows how far a judgement is: a line that is overwritten on a terminal, a line now and then elsewhere. Returns what to call
 * with each event, and what to call at the end.
 */
export function progressOn(stream: NodeJS.WriteStream): {
  readonly show: (event: Progress) => void;
  readonly end: () => void;
} {
  let failures = 0;
  let lastLine = performance.now();
  const rewrite = (text: string) => stream.write(`\r\x1b[2K${text.slice(0, Math.max((stream.columns ?? 80) - 1, 20))}`);
  const begun = performance.now();
  const line = ({ clause, done, planned, share }: Extract<Progress, { readonly kind: 'clause' }>): string => {
    const count = `${String(done).padStart(String(planned).length)}/${planned} clauses`;
    return `${count}, ${failures} not passed, ${timesText((performance.now() - begun) / 1000, share)}: ${clause.id}`;
  };
  return {
    show(event) {
      if (event.kind === 'started') {
        const { name, version } = event.adapter;
        for (const warning of event.warnings) stream.write(`warning: ${warning}\n`);
        stream.write(
          `judging ${printable(`${name} ${version}`)}: ${event.planned} ${event.planned === 1 ? 'clause' : 'clauses'} planned\n`,
        );
        return;
      }
      if (failing.includes(event.clause.verdict)) failures++;
      const text = line(event);
      if (stream.isTTY) rewrite(text);
      else if (performance.now() - lastLine > lineInterval) {
        lastLine = performance.now();
        stream.write(`${text}\n`);
      }
    },
    end() {
      if (stream.isTTY) rewrite('');
    },
  };
}

/** Text of an adapter's making, without what would move the cursor. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ').slice(0, 200);

/** Share of the work below which nothing is foretold. */
const leastShare = 0.02;

/** How long it has taken, and about how long it will: what is left takes as long for its size as what is done. */
export function timesText(elapsed: number, share: number): string {
  const past = durationText(elapsed);
  if (share < leastShare || share >= 1) return past;
  return `${past}, about ${durationText(Math.max((elapsed * (1 - share)) / share, 1))} left`;
}
