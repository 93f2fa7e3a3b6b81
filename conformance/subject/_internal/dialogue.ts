import { clip } from '../exchange.ts';
import { type Answered, type FromSubject, type Ready, readLine } from '../protocol.ts';

/** Calls that were sent together, what has been answered of them, and whom to tell. */
interface Lot {
  readonly ids: readonly number[];
  readonly answers: Map<number, Answered>;
  readonly answered: (answers: readonly Answered[]) => void;
  readonly failed: Failed;
}

/** Told what a subject does instead of answering, as the rest of a sentence on it. */
type Failed = (what: string) => void;

/** What a subject says, line by line, handed to whoever waits for it. */
export interface Dialogue {
  hear(line: string): void;
  /** Waits for the answers to calls with these ids, and gives them in this order. */
  awaitAnswers(ids: readonly number[], answered: Lot['answered'], failed: Failed): void;
  /** What was said that is no message: what a library prints. */
  strayOutput(): string;
  /** Says of whatever is waited for that it will not come. */
  breakOff(what: string): void;
}

/** Characters of stray output that are kept. */
const tail = 4096;

/**
 * A dialogue in which `onReady` is told of the first message, and `onBroken` of what is none, once nobody waits for an answer; after
 * that nothing is understood any more.
 */
export function dialogueWith(onReady: (ready: Ready) => void, onBroken: Failed): Dialogue {
  let lot: Lot | undefined;
  /** Why it is over. */
  let over: string | undefined;
  let stray = '';

  const breakOff = (what: string): void => {
    if (over !== undefined) return;
    over = what;
    lot?.failed(what);
    onBroken(what);
  };

  const take = (message: FromSubject): void => {
    if (message.type === 'ready') {
      onReady(message);
    } else if (lot === undefined || !lot.ids.includes(message.id)) {
      breakOff(`answered call ${message.id}, which was not asked`);
    } else if (lot.answers.has(message.id)) {
      breakOff(`answered call ${message.id} twice`);
    } else if (message.type === 'fatal') {
      breakOff(`cannot go on: ${clip(message.message)}`);
    } else {
      lot.answers.set(message.id, message);
      if (lot.answers.size === lot.ids.length) settle(lot);
    }
  };

  const settle = ({ ids, answers, answered }: Lot): void => {
    lot = undefined;
    answered(ids.flatMap((id) => answers.get(id) ?? []));
  };

  return {
    hear(line) {
      if (over !== undefined) return;
      if (!line.startsWith('{')) {
        stray = `${stray}${line}\n`.slice(-tail);
        return;
      }
      const message = readLine(line);
      if (message.type === 'malformed')
        breakOff(`wrote a line that is no message, ${message.message}: ${line.slice(0, 200)}`);
      else take(message);
    },
    awaitAnswers(ids, answered, failed) {
      if (over !== undefined) failed(over);
      else lot = { ids, answers: new Map(), answered, failed };
    },
    strayOutput: () => stray.trim(),
    breakOff,
  };
}
