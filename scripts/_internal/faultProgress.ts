/** Where a line cannot be overwritten, one is written after so many milliseconds or so many faults, whichever comes first. */
const [interval, lot] = [5_000, 50];

export interface FaultProgress {
  started(name: string): void;
  /** The fault was judged, or given up. */
  done(name: string): void;
  /** To be called in the end, lest the process waits for the next line. */
  end(): void;
}

/** Shows how many faults have been judged, and which one is being judged for the longest time: that which hangs, if any does. */
export function faultProgress(stream: NodeJS.WritableStream & { isTTY?: boolean }, total: number): FaultProgress {
  const under = new Set<string>();
  let [done, told] = [0, 0];
  const show = () => {
    told = done;
    const [oldest] = under;
    const text = `${done}/${total} judged${oldest === undefined ? '' : `, at ${oldest}`}`;
    stream.write(stream.isTTY === true ? `\r\x1b[2K${text.slice(0, 78)}` : `${text}\n`);
  };
  const timer = setInterval(show, interval);
  return {
    started: (name) => under.add(name),
    done(name) {
      under.delete(name);
      done++;
      if (stream.isTTY === true || done - told >= lot) show();
    },
    end() {
      clearInterval(timer);
      if (stream.isTTY === true) stream.write('\n');
    },
  };
}
