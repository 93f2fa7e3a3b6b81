import type { Case, Context, Law } from '../../properties/law.ts';
import type { ClauseReport, FurtherFailure } from '../report/report.ts';
import { decodeToken } from '../report/token.ts';
import type { ChildSubject } from '../subject/childProcess.ts';
import {
  type CarriedOver,
  carriedOver,
  endsAfter,
  type Fresh,
  failsAfter,
  type Suspicion,
} from './_internal/carriedOver.ts';
import { type RunOptions, runLaw } from './runLaw.ts';
import { stateClause } from './stateClause.ts';

/** A process that laws are judged in, and what has been learnt of what calls leave behind in it. */
export interface Subjects {
  readonly child: ChildSubject;
  readonly fresh: Fresh;
  readonly known: CarriedOver[];
}

/** Further attempts in fresh processes before a failure that nothing explains is taken for one that does not come again. */
const attempts = 2;

/**
 * Judges one law, and believes no failure that does not come again in a fresh process.
 *
 * What fails only after other calls is put down to the operation that left something behind, in `subjects.known`; the law is
 * then judged anew in a fresh process, and is blocked where its own calls are among those that do it.
 */
export async function judgeLaw(
  law: Law,
  subjects: Subjects,
  context: Context,
  options: RunOptions,
): Promise<ClauseReport> {
  const { child, known } = subjects;
  // Calls that are known to leave something behind are not let near another law.
  const leaves = new Set(known.map(({ operation }) => operation));
  if (leaves.size > 0 && child.calls().some(({ operation }) => leaves.has(operation))) await child.restart();
  const first = await once(law, subjects, context, options);
  if (first.doubt === undefined) return first.clause;
  await child.restart();
  const second = await once(law, subjects, context, options);
  const culprit = first.culprit ?? second.culprit;
  if (second.doubt === undefined) {
    if (culprit !== undefined || second.clause.verdict !== 'passed') return second.clause;
    return {
      ...second.clause,
      verdict: 'unjudged',
      reason: told('it failed once, and never again in fresh processes', first),
    };
  }
  const reason =
    culprit === undefined
      ? told('it fails now and then, and never in a fresh process', second)
      : `it fails after calls of ${culprit.operation}, and not without them: see ${culprit.operation}/${stateClause}`;
  return { ...withoutFailure(second.clause), verdict: culprit === undefined ? 'unjudged' : 'blocked', reason };
}

interface Once {
  readonly clause: ClauseReport;
  /** The case that failed here and in no fresh process, where the clause failed like that. */
  readonly doubt?: Suspicion;
  /** What makes it fail, as far as that was found. */
  readonly culprit?: CarriedOver | undefined;
}

/** A reason, with what was said of the failure that never came again. */
function told(reason: string, { clause }: Once): string {
  const error = clause.counterexample?.error?.split('\n', 1)[0];
  return error === undefined ? reason : `${reason}: ${error}`;
}

/** Runs a law and tries its failure again. */
async function once(law: Law, subjects: Subjects, context: Context, options: RunOptions): Promise<Once> {
  const clause = await runLaw(law, subjects.child.subject, context, options);
  const given = caseOf(clause);
  if (given === undefined) return { clause };
  const doubt: Suspicion = { law, context, given };
  const comesAgain = async () => (await failsAfter([], doubt, subjects.fresh)) !== undefined;
  if (await comesAgain()) return { clause: await confirmedFurther(clause, doubt, subjects.fresh) };
  const culprit = await explained(doubt, subjects);
  if (culprit !== undefined) return { clause, doubt, culprit };
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await comesAgain()) return { clause };
  }
  return { clause, doubt };
}

/** The case that a clause failed on; undefined where it did not fail. */
const caseOf = ({ replay }: ClauseReport): Case | undefined =>
  replay === undefined ? undefined : decodeToken(replay).case;

/** The clause with those of its further failures that come again too. */
async function confirmedFurther(clause: ClauseReport, of: Suspicion, fresh: Fresh): Promise<ClauseReport> {
  const { further = [], ...first } = clause;
  const kept: FurtherFailure[] = [];
  for (const one of further) {
    const doubt = { ...of, given: decodeToken(one.replay).case };
    if ((await failsAfter([], doubt, fresh)) !== undefined) kept.push(one);
  }
  return kept.length === 0 ? first : { ...first, further: kept };
}

function withoutFailure({
  counterexample: _,
  replay: __,
  hint: ___,
  further: ____,
  ...rest
}: ClauseReport): ClauseReport {
  return { ...rest, worstRatio: null, worstUlp: null };
}

/** Finds, or recognises, the calls that make a case fail; a new finding is added to what is known. */
async function explained(doubt: Suspicion, { child, fresh, known }: Subjects): Promise<CarriedOver | undefined> {
  const ended = child.ended();
  for (const one of known) {
    // What ends the process by itself says nothing of a case; that an operation does it is told once.
    const isIt =
      one.end === undefined
        ? (await failsAfter(one.before, doubt, fresh)) !== undefined
        : one.operation === ended?.at(-1)?.operation;
    if (isIt) return one;
  }
  const found = (ended && (await endsAfter(ended, doubt, fresh))) ?? (await carriedOver(child.calls(), doubt, fresh));
  if (found !== undefined) known.push(found);
  return found;
}
