import type { Source } from './sources.ts';

/**
 * A published claim that does not hold as it stands, and what does. Its law runs the counterexample: there the claim is off by far
 * more than rounding, and the right statement holds.
 */
export interface Erratum {
  /** What was said, in a sentence. */
  readonly claim: string;
  readonly where: Source;
  /** False; true under conditions that are not stated; or said so that it can be read wrongly. */
  readonly kind: 'wrong' | 'conditional' | 'imprecise';
  /** The inputs at which the claim fails, and what comes of them. */
  readonly counterexample: string;
  readonly right: string;
  /** The clauses that state what is right for all inputs. */
  readonly clauses: readonly string[];
}

/** What its law states. */
export const statementOfErratum = ({ claim, right }: Erratum): string => `${right}; not: ${claim}`;
