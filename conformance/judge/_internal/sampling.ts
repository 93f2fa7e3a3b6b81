import type { Case, Law, Observation } from '../../../properties/law.ts';
import { chapterOf } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { isComplex, type Tensor } from '../../../spec/tensor.ts';
import type { ClauseReport } from '../../report/report.ts';
import type { Outcome } from '../runCase.ts';
import { conditionNumber } from './conditionNumber.ts';
import type { Evidence } from './conditions.ts';
import { caseEvidence } from './evidence.ts';
import { finite } from './lawTally.ts';

/** Cases of a law that are kept for plots. */
const mostSamples = 200;

/** Digits that a plot shows. */
const digits = 3;

interface Sample {
  readonly place: number;
  readonly size: number;
  readonly ratio: number | null;
  readonly ulp: number | null;
  readonly condition: number | null;
}

/** A case that was judged, before anything is made of it. */
interface Kept {
  readonly place: number;
  readonly given: Case;
  readonly ratio: number;
  readonly ulp: number | undefined;
}

/** Keeps of every case that is judged what a plot needs, and nothing of its tensors. */
export interface Sampling {
  add(place: number, given: Case, outcome: Outcome): void;
  /** Nothing where every case was exact: a plot would be empty. */
  result(): Pick<ClauseReport, 'samples'>;
}

const shown = (value: number | undefined): number | null => {
  const known = finite(value);
  return known === null ? null : Number(known.toPrecision(digits));
};

export function samplingOf({ operation }: Law): Sampling {
  // What takes time is left until it is known that any case was not exact.
  const kept: Kept[] = [];
  const matrix = chapterOf(operation.id) === 'decompositions' ? matrixName(operation.signature) : undefined;
  return {
    add(place, given, outcome) {
      if (outcome.kind !== 'judged' || place < 0 || kept.length >= mostSamples) return;
      const { ratio, expected } = outcome.worst;
      // A refusal that did not come is no matter of size.
      if (expected !== 'an error') kept.push({ place, given, ratio, ulp: worstUlp(outcome.observations) });
    },
    result() {
      if (kept.every(({ ratio }) => ratio === 0)) return {};
      const all = kept.flatMap((one) => sampleOf(one, matrix) ?? []);
      const column = <K extends keyof Sample>(name: K): Sample[K][] => all.map((one) => one[name]);
      const samples = { place: column('place'), size: column('size'), ratio: column('ratio'), ulp: column('ulp') };
      const condition = column('condition');
      return { samples: condition.every((value) => value === null) ? samples : { ...samples, condition } };
    },
  };
}

function worstUlp(observations: readonly Observation[]): number | undefined {
  let worst: number | undefined;
  for (const { ulp } of observations) {
    if (ulp !== undefined && !(worst !== undefined && ulp <= worst)) worst = ulp;
  }
  return worst;
}

/** A case as a plot shows it; undefined where it has no tensors. */
function sampleOf({ place, given, ratio, ulp }: Kept, matrix: string | undefined): Sample | undefined {
  const evidence = caseEvidence(given);
  if (evidence === undefined) return undefined;
  return {
    place,
    size: Math.max(...Object.values(evidence.inputs).map(({ data }) => data.length)),
    ratio: shown(ratio),
    ulp: shown(ulp),
    condition: matrix === undefined ? null : conditionOf(evidence, matrix),
  };
}

/** The input that an operation factors or solves with: its first of two axes. */
const matrixName = (signature: string): string | undefined =>
  parseSignature(signature).inputs.find(({ axes, integer, list }) => axes.length === 2 && !integer && !list)?.name;

function conditionOf({ inputs }: Evidence, name: string): number | null {
  const tensor: Tensor | undefined = inputs[name];
  if (tensor === undefined || isComplex(tensor.dtype)) return null;
  const [rows = 0, columns = 0] = tensor.shape.slice(-2);
  return shown(conditionNumber(tensor.data.subarray(0, rows * columns), rows, columns));
}
