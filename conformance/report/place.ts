import { type FloatDtype, floatDtypes } from '../../spec/tensor.ts';

/** A case by its place in the stream of a law: what a seed drew, it draws again. */
export interface Place {
  readonly law: string;
  readonly dtype: FloatDtype;
  readonly seed: number;
  readonly place: number;
}

/** A place as text that stands for a replay token: `linalg.matmul/C1@float64:1:17`. */
export const placeText = ({ law, dtype, seed, place }: Place): string => `${law}@${dtype}:${seed}:${place}`;

const form = new RegExp(`^([^@]+)@(${floatDtypes.join('|')}):(-?\\d{1,10}):(\\d{1,6})$`);

/** Reads a place; undefined for a text that is none. */
export function placeOf(text: string): Place | undefined {
  const [, law, dtype, seed, place] = form.exec(text) ?? [];
  const known = floatDtypes.find((one) => one === dtype);
  if (law === undefined || known === undefined) return undefined;
  return { law, dtype: known, seed: Number(seed), place: Number(place) };
}
