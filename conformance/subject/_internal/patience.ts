import type { Reply } from '../exchange.ts';
import type { Limits } from '../limits.ts';

type Refusal = Extract<Reply, { message: string }>;

/** The end of a process, or of the judge's waiting for it. */
export interface Death {
  readonly kind: 'crashed' | 'timedOut';
  readonly message: string;
}

interface Record {
  answered: number;
  deaths: number;
  timeouts: number;
  spent: number;
  /** What came of the last call that ended the process. */
  last: Refusal;
}

/**
 * How long to go on calling an adapter whose calls kill its process or never end, so that a judgement ends however many of
 * its operations do.
 */
export interface Patience {
  /** The answer to give in place of another call; undefined while calling is worth it. */
  refusal(operation: string): Refusal | undefined;
  /** Milliseconds that the next call of an operation may take. */
  limit(operation: string): number;
  /** Whether the calls of an operation last so long that a message each is nothing beside them. */
  isSlow(operation: string): boolean;
  answered(operation: string, milliseconds: number): void;
  died(operation: string, milliseconds: number, death: Death): void;
}

/** Milliseconds a call. */
const slow = 20;

/** Deaths of an adapter that has never answered a call, after which nothing more is asked of it. */
const hopeless = 6;

export function patienceWith(limits: Limits): Patience {
  const records = new Map<string, Record>();
  const of = (operation: string): Record => {
    const known = records.get(operation);
    if (known !== undefined) return known;
    const fresh: Record = {
      answered: 0,
      deaths: 0,
      timeouts: 0,
      spent: 0,
      last: { kind: 'crashed', message: operation },
    };
    records.set(operation, fresh);
    return fresh;
  };
  const total: Pick<Record, 'answered' | 'deaths' | 'last'> & { lost: number } = {
    answered: 0,
    deaths: 0,
    lost: 0,
    last: { kind: 'crashed', message: '' },
  };
  return {
    refusal(operation) {
      const { answered, deaths, timeouts, spent, last } = of(operation);
      const stopped = (why: string): Refusal => ({
        kind: last.kind,
        message: `${last.message}\n${why}`,
        untried: true,
      });
      if (deaths >= limits.deaths) return stopped(`It is not called again after ${deaths} such calls.`);
      if (answered === 0 && timeouts >= 2) return stopped('It is not called again: it has never given a result.');
      if (total.answered === 0 && total.deaths >= hopeless) {
        if (deaths > 0) return stopped('It is not called again: the adapter has not answered any call.');
        const message = `${operation} is not called: the adapter has not answered any of ${total.deaths} calls`;
        return { kind: total.last.kind, message, untried: true };
      }
      if (spent > limits.operation) {
        return {
          kind: 'timedOut',
          message: `${operation} is not called again: its calls have taken ${Math.round(spent / 1000)} s`,
          untried: true,
        };
      }
      return undefined;
    },
    limit(operation) {
      // What hung once seldom ends later, and what is left after many hangs should not cost as much again.
      const { answered, timeouts } = of(operation);
      return timeouts > 0 || (answered === 0 && total.lost > 6 * limits.call) ? limits.call / 4 : limits.call;
    },
    isSlow(operation) {
      const { answered, spent, deaths } = of(operation);
      return deaths > 0 || spent > slow * answered;
    },
    answered(operation, milliseconds) {
      const record = of(operation);
      record.answered++;
      record.spent += milliseconds;
      total.answered++;
    },
    died(operation, milliseconds, death) {
      const record = of(operation);
      record.deaths++;
      if (death.kind === 'timedOut') record.timeouts++;
      record.spent += milliseconds;
      record.last = death;
      total.deaths++;
      total.last = death;
      total.lost += milliseconds;
    },
  };
}
