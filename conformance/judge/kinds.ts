import type { Case, Law } from '../../properties/law.ts';
import { conditionsOf } from './_internal/conditions.ts';
import { caseEvidence } from './_internal/evidence.ts';
import { dropNumbers } from './_internal/raised.ts';
import type { Outcome } from './runCase.ts';

/** What a failure looks like, as far as causes are told apart by it. */
export interface Kind {
  /** What was said, without its numbers; undefined for a wrong value. */
  readonly said: string | undefined;
  /** What the case has that an ordinary one has not; the most telling first. */
  readonly conditions: readonly string[];
}

/** The kind of a case that fails. */
export function kindOf(law: Law, given: Case, outcome: Outcome): Kind {
  const evidence = caseEvidence(given);
  return { said: saidOf(outcome), conditions: evidence === undefined ? [] : conditionsOf(law.operation, evidence) };
}

function saidOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'broken') return dropNumbers(outcome.message.split('\n', 1)[0] ?? '');
  // What was accepted that must be refused is told apart by what was wrong with it.
  if (outcome.kind === 'judged' && outcome.worst.expected === 'an error') return dropNumbers(outcome.worst.what);
  return undefined;
}

/**
 * Whether a failure that was made smaller accounts for another of the same law. The same message does; a wrong value does where
 * the other case has what the small one still needs in order to fail, and where it needs nothing, everything.
 */
export function accountsFor(small: Kind, other: Kind): boolean {
  if (small.said !== other.said) return false;
  const [needed] = small.conditions;
  return small.said !== undefined || needed === undefined || other.conditions.includes(needed);
}
