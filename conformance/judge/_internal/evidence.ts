import { loadFixtures } from '../../../golden/fixture.ts';
import type { Case } from '../../../properties/law.ts';
import type { AttributeValue } from '../../../spec/attribute.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { ClauseReport } from '../../report/report.ts';
import { decodeToken } from '../../report/token.ts';
import { operationIdOf } from '../laws.ts';
import type { Evidence } from './conditions.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTensor = (value: unknown): value is Tensor =>
  isRecord(value) && Array.isArray(value.shape) && ArrayBuffer.isView(value.data) && typeof value.dtype === 'string';

const isAttribute = (value: unknown): value is AttributeValue =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value);

const only = <T>(value: unknown, belongs: (one: unknown) => one is T): Record<string, T> =>
  Object.fromEntries(
    isRecord(value) ? Object.entries(value).filter((entry): entry is [string, T] => belongs(entry[1])) : [],
  );

/** The tensors and attributes of a case, undefined where it has no tensors. */
export function caseEvidence(given: Case): Evidence | undefined {
  // A case of several operations holds its tensors by name at the top.
  const inputs = only(given['inputs'] ?? given, isTensor);
  return Object.keys(inputs).length === 0 ? undefined : { inputs, attributes: only(given['attributes'], isAttribute) };
}

/** The shrunk case that a failure's token holds, undefined where there is none. */
export function evidenceOf(clause: ClauseReport): Evidence | undefined {
  if (clause.replay === undefined) return undefined;
  try {
    const given = decodeToken(clause.replay).case;
    return fixtureOf(clause, given) ?? caseEvidence(given);
  } catch {
    // A token of another version tells nothing here; `replay` is where it is an error.
    return undefined;
  }
}

/** The known case that a law compares with. */
const fixtureOf = ({ id }: ClauseReport, { fixture }: Case): Evidence | undefined =>
  fixture === undefined ? undefined : loadFixtures(operationIdOf(id)).find((one) => one.id === fixture);
