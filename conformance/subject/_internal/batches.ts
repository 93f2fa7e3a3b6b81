/** A queue whose items are handled together as far as they have come, one lot at a time. */
export interface Batches<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Does something while no lot is under way. */
  between(task: () => Promise<void>): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Until everything has been done that is due now: whoever got a result has asked for what it wants next by then. */
const everyoneHasAsked = (): Promise<void> => new Promise(setImmediate);

/**
 * Items that are added while others are handled, or in the same turn, are handled together, in the order in which they came: a
 * message to another process costs more than most calls do.
 */
export function batches<Item, Result>(
  most: number,
  handle: (items: readonly Item[]) => Promise<readonly Result[]>,
): Batches<Item, Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let queue: Promise<void> = Promise.resolve();
  let isUnderWay = false;

  async function handleWaiting(): Promise<void> {
    await everyoneHasAsked();
    while (waiting.length > 0) {
      const lot = waiting.splice(0, most);
      try {
        const results = await handle(lot.map(({ item }) => item));
        lot.forEach(({ resolve }, at) => {
          // A result for each item.
          resolve(results[at] as Result);
        });
      } catch (error) {
        for (const { reject } of lot) reject(error);
      }
      await everyoneHasAsked();
    }
    isUnderWay = false;
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (isUnderWay) return;
        isUnderWay = true;
        queue = queue.then(handleWaiting);
      }),
    between(task) {
      const done = queue.then(task);
      queue = done.catch(() => {});
      return done;
    },
  };
}
