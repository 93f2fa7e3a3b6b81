import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface Cost {
  /** Seconds of CPU, user and system, of the command and of every process that it started. */
  readonly seconds: number;
  readonly code: number | null;
  /** What it wrote to both streams, for a message when it failed. */
  readonly output: string;
}

/** Milliseconds between two looks at the processes: what one may have used unseen when it ends unwaited for. */
const interval = 10;

/** Milliseconds for which processes that outlive the command are waited for. */
const patience = 5_000;

/** The kernel's clock tick in /proc (proc(5)): USER_HZ, 100 on every architecture that Node runs on. */
const ticks = 100;

/**
 * Runs a command and adds up the CPU time of its tree.
 *
 * The shell's `times` counts descendants that were waited for (POSIX). One whose parent ended first is in nobody's sum, so where
 * there is /proc, every process of the command's session is looked at as well, and the larger of the two sums counts.
 */
export async function cpuTime(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Cost> {
  const others = new Set(pids());
  const script = '"$@"; code=$?; times >&3; exit $code';
  const child = spawn('sh', ['-c', script, 'sh', ...command], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const session = watch(child.pid, others);
  const texts = Promise.all([child.stdout, child.stderr, child.stdio[3]].map((stream) => readAll(stream)));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject).once('exit', resolve);
  try {
    const code = await promise;
    const seen = await session.ended();
    const [stdout = '', stderr = '', waited = ''] = await texts;
    return { seconds: Math.max(seen, secondsOf(waited)), code, output: stdout + stderr };
  } finally {
    session.stop();
  }
}

const readAll = (stream: ChildProcess['stdio'][number] | undefined): Promise<string> | string =>
  stream !== null && stream !== undefined && 'read' in stream ? text(stream) : '';

/** The last line of `times`: user and system time of the children, as `0m1.25s 0m0.25s`. */
function secondsOf(times: string): number {
  const [, children = ''] = times.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
}

interface Session {
  /** The seconds that its processes used, once all of them have ended. */
  ended(): Promise<number>;
  stop(): void;
}

/** Looks at the processes of a session; others are those that are known to be in none of it. */
function watch(leader: number | undefined, others: Set<number>): Session {
  const used = new Map<number, number>();
  const look = (): number => {
    let alive = 0;
    for (const pid of pids()) {
      if (others.has(pid)) continue;
      const stat = statOf(pid);
      if (stat === undefined) continue;
      if (stat.session === leader) {
        used.set(pid, stat.seconds);
        if (!stat.dead) alive++;
      } else others.add(pid);
    }
    return alive;
  };
  const timer = setInterval(look, interval);
  return {
    async ended() {
      const deadline = performance.now() + patience;
      while (look() > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, interval));
      return [...used.values()].reduce((sum, seconds) => sum + seconds, 0);
    },
    stop: () => clearInterval(timer),
  };
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Session, own CPU time and whether it has ended, of a process; its name may hold spaces and brackets. */
function statOf(pid: number): { session: number; seconds: number; dead: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', , , session] = fields;
    const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
    return { session: Number(session), seconds: (user + system) / ticks, dead: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}
