import type { FloatDtype } from '../../spec/tensor.ts';

/** A library that is judged in this repository: how it is called, and what is known of what it gets wrong. */
export interface Library {
  /** `ml-matrix`. */
  readonly title: string;
  /** Where its maintainers are reached. */
  readonly homepage: string;
  readonly language: 'JavaScript' | 'Python' | 'C++';
  /** How to install what `npm ci` does not: `Debian: python3-torch`. */
  readonly needs?: string;
  /** The command that builds what the ways run, in the library's folder, by the shell: `make`. */
  readonly build?: string;
  /**
   * The command that runs a program of the library's own API from its standard input, in the library's folder. Default: `node` for
   * JavaScript, which takes types too, and `python3` for Python.
   */
  readonly runs?: string;
  /** The ways in which the library is called, each judged for itself; the first is the one that its documentation advises. */
  readonly ways: readonly Way[];
  /** What explains the clauses that fail, each cause once. */
  readonly findings: readonly Finding[];
}

/** One way to call a library: an adapter in its folder, or a command, run from the root of the repository. */
export type Way = WayInWords &
  ({ readonly adapter: string; readonly exec?: never } | { readonly adapter?: never; readonly exec: string });

interface WayInWords {
  /** `strassen`. */
  readonly name: string;
  /** What the library does in this way, and how it is asked to. */
  readonly says: string;
  /** Default: the first that the adapter declares. */
  readonly dtypes?: readonly FloatDtype[];
  /** Cases a law, where a call is dear, as one that is compiled for every shape. Default: those of the ci tier. */
  readonly runs?: number;
  /** Seconds of the processor that such a call may take. Default: those of the ci tier. */
  readonly timeout?: number;
}

/** How a finding speaks of the library: it is wrong; it documents that it cannot; it documents that it means something else. */
export const findingKinds = ['defect', 'limit', 'convention'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One cause of failures, found by hand. */
export interface Finding {
  /** `qr-of-wide`: its address, which stays. */
  readonly id: string;
  /** One true sentence. */
  readonly title: string;
  readonly kind: FindingKind;
  /** The clauses that fail by it, by name or glob: `decompositions.qr/C1`. */
  readonly clauses: readonly string[];
  /** What the text of those failures holds, where their clauses fail by other causes too. */
  readonly signature?: string | RegExp;
  /** The ways that have it, each of them; default: those in which its clauses fail, one or more. */
  readonly ways?: readonly string[];
  /** Tokens of failures that few cases meet: they are tried before any case is drawn. */
  readonly replays?: readonly string[];
  /** Why: the file and the function of the library, and what is wrong there. */
  readonly cause: string;
  /** The smallest program in the library's own API that prints what it returns. It is run, and its output is told beside it. */
  readonly call: string;
  /** What is right, and why. */
  readonly right: string;
  /** Where it is known upstream. */
  readonly link?: string;
}

/** Types a library, and refuses one that contradicts itself. */
export function defineLibrary(library: Library): Library {
  const { title, ways, findings } = library;
  const fail = (rule: string): never => {
    throw new TypeError(`${title}: ${rule}`);
  };
  const address = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  for (const names of [ways.map(({ name }) => name), findings.map(({ id }) => id)]) {
    for (const name of names) {
      if (!address.test(name)) fail(`a name is small letters, digits and hyphens, got "${name}"`);
      if (names.indexOf(name) !== names.lastIndexOf(name)) fail(`"${name}" stands twice`);
    }
  }
  if (ways.length === 0) fail('a library is judged in one way or more, got none');
  for (const { id, clauses, ways: some = [] } of findings) {
    if (clauses.length === 0) fail(`${id} names the clauses that it explains, got none`);
    for (const name of some)
      if (!ways.some((way) => way.name === name)) fail(`${id} is of a way that is declared, got "${name}"`);
  }
  return library;
}
