import type { Case, Law } from '../../../properties/law.ts';
import { chapterOf } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { isComplex, type Tensor } from '../../../spec/tensor.ts';
import type { ClauseReport } from '../../report/report.ts';
import { type Outcome, worstOf } from '../runCase.ts';
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
  readonly condition: number | null | undefined;
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
  const kept: Sample[] = [];
  const matrix = chapterOf(operation.id) === 'decompositions' ? matrixName(operation.signature) : undefined;
  return {
    add(place, given, outcome) {
      if (outcome.kind !== 'judged' || place < 0 || kept.length >= mostSamples) return;
      // A refusal that did not come is no matter of size.
      if (outcome.worst.expected === 'an error') return;
      const evidence = caseEvidence(given);
      if (evidence === undefined) return;
      const ulp = worstOf(outcome.observations.map((one) => ({ what: '', ratio: one.ulp ?? -1 })))?.ratio;
      kept.push({
        place,
        size: Math.max(...Object.values(evidence.inputs).map(({ data }) => data.length)),
        ratio: shown(outcome.worst.ratio),
        ulp: ulp === -1 ? null : shown(ulp),
        condition: matrix === undefined ? undefined : conditionOf(evidence, matrix),
      });
    },
    result() {
      if (kept.every(({ ratio }) => ratio === 0)) return {};
      const column = <K extends keyof Sample>(name: K): Sample[K][] => kept.map((one) => one[name]);
      const samples = { place: column('place'), size: column('size'), ratio: column('ratio'), ulp: column('ulp') };
      const condition = column('condition').map((value) => value ?? null);
      return { samples: condition.every((value) => value === null) ? samples : { ...samples, condition } };
    },
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
