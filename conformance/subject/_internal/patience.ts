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
  /** What the calls were made for that first ended the process. */
  met: string | undefined;
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
  /** `during` says what the call was made for: what a refusal later refers to. */
  died(operation: string, milliseconds: number, death: Death, during?: string): void;
}

/** Milliseconds a call. */
const slow = 20;

/** Deaths of an adapter that has never answered a call, after which nothing more is asked of it. */
const hopeless = 6;

/** How calls came to their end, all of them together. */
const endings = (deaths: number, timeouts: number): string =>
  timeouts === 0 ? 'that ended its process' : timeouts === deaths ? 'that did not end' : 'that did not end well';

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
      met: undefined,
    };
    records.set(operation, fresh);
    return fresh;
  };
  const total: Pick<Record, 'answered' | 'deaths' | 'met'> & { lost: number } = {
    answered: 0,
    deaths: 0,
    lost: 0,
    met: undefined,
  };
  return {
    refusal(operation) {
      const { answered, deaths, timeouts, spent, met } = of(operation);
      const stopped = (why: string, first: string | undefined): Refusal => ({
        kind: timeouts > 0 ? 'timedOut' : 'crashed',
        message: `${operation} is not called${deaths > 0 ? ' again' : ''}${why}${first === undefined ? '' : `: see ${first}`}`,
        untried: true,
      });
      if (deaths >= limits.deaths) return stopped(` after ${deaths} calls ${endings(deaths, timeouts)}`, met);
      if (answered === 0 && timeouts >= 2) return stopped(`, for none of ${deaths} calls gave a result`, met);
      if (total.answered === 0 && total.deaths >= hopeless) {
        return stopped(`, for the adapter has not answered any of ${total.deaths} calls`, met ?? total.met);
      }
      if (spent <= limits.operation) return undefined;
      return stopped(`, for its calls have taken ${Math.round(spent / 1000)} s`, met);
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
    died(operation, milliseconds, { kind }, during) {
      const record = of(operation);
      record.deaths++;
      if (kind === 'timedOut') record.timeouts++;
      record.spent += milliseconds;
      record.met ??= during;
      total.deaths++;
      total.met ??= during;
      total.lost += milliseconds;
    },
  };
}
