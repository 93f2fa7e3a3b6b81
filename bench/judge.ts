// npm run bench:judge: what judging and testing cost in CPU time, side by side with another checkout where one is given. Exit
// codes: 0 all targets are met, 1 one is missed or a command failed, 2 wrong use.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Checkout, checkoutOf } from './_internal/checkout.ts';
import { type Figures, figureTable } from './_internal/figureTable.ts';
import {
  checksAmongMany,
  fullCheck,
  type Side,
  singleChecks,
  type Task,
  targets,
  tests,
} from './_internal/judgeTasks.ts';
import { described, thisMachine } from './_internal/machine.ts';
import { manyOperations } from './_internal/manyOperations.ts';
import { parse, positive, program, UsageError } from './_internal/options.ts';

const command = 'npm run bench:judge --';

const flags = {
  against: {
    type: 'string',
    value: 'checkout',
    help: 'a folder, or a revision such as 93cf5e4, to measure beside this one',
  },
  rounds: { type: 'string', value: 'count', help: 'times that the full check is measured (3)' },
  only: {
    type: 'string',
    value: 'text',
    help: 'of full check, one operation, one of many, npm test: those that contain this',
  },
  operations: { type: 'string', value: 'ids', help: 'operations to check alone, with commas (every one)' },
} as const;

/** Operations of the copy that is measured. */
const many = 570;

/** How many of them are checked, one at a time. */
const sample = 5;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<number> {
  const { against, rounds = '3', only = '', operations } = parse(command, flags, process.argv.slice(2));
  const asked = tasksOf(positive('rounds', rounds), []).filter(({ name }) => name.includes(only));
  if (asked.length === 0) throw new UsageError(`--only: nothing that is measured contains ${only}`);
  console.log(described(thisMachine()));
  const temporary: Checkout[] = [];
  try {
    const other = against === undefined ? undefined : checkoutOf(against, root);
    if (other !== undefined) temporary.push(other);
    // An operation that only one of the two has cannot be compared.
    const there = other === undefined ? undefined : operationsOf(other.folder);
    const ids = (operations?.split(',') ?? operationsOf(root)).filter((id) => there?.includes(id) ?? true);
    const tasks = tasksOf(positive('rounds', rounds), ids).filter(({ name }) => name.includes(only));
    const sides = [root, ...(other === undefined ? [] : [other.folder])].map((folder): Side => {
      if (!tasks.some(({ name }) => name === 'one of many')) return { folder, many: '' };
      const copy = manyOperations(folder, many);
      temporary.push(copy);
      return { folder, many: copy.folder };
    });
    const figures: Figures[] = sides.map(() => ({}));
    for (const task of tasks) await measure(task, sides, figures);
    const { text, missed } = figureTable(figures, against, targets);
    console.log(`\n${text}`);
    return missed === 0 ? 0 : 1;
  } finally {
    for (const one of temporary.reverse()) one.remove();
  }
}

function tasksOf(rounds: number, ids: readonly string[]): readonly Task[] {
  const step = Math.max(1, Math.floor(ids.length / sample));
  const some = ids.filter((_, at) => at % step === 0).slice(0, sample);
  return [fullCheck(rounds), singleChecks(ids), checksAmongMany(some), tests];
}

/** Both sides in turn, in each round the other first: what happens to the machine happens to both. */
async function measure(task: Task, sides: readonly Side[], figures: readonly Figures[]): Promise<void> {
  for (let round = 0; round < task.rounds; round++) {
    const order = round % 2 === 0 ? [...sides.keys()] : [...sides.keys()].reverse();
    for (const at of order) {
      const [side, known] = [sides[at], figures[at]];
      if (side === undefined || known === undefined) continue;
      const found = await task.measure(side);
      for (const [name, seconds] of Object.entries(found)) known[name] = [...(known[name] ?? []), seconds];
      console.log(
        `${task.name}, round ${round + 1}, ${side.folder}: ${Object.values(found)
          .map((s) => `${s.toFixed(2)} s`)
          .join(', ')}`,
      );
    }
  }
}

/** Ids of the specification of a checkout, from the tool itself. */
function operationsOf(folder: string): string[] {
  const text = execFileSync(process.execPath, ['bin/tensor-laws.js', 'list', '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const list = z.object({ operations: z.array(z.object({ id: z.string() })) });
  return list.parse(JSON.parse(text)).operations.map(({ id }) => id);
}

await program(command, main);
