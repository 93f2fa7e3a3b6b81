import { temperatureSoftmax as specification } from '../../spec/probability/temperatureSoftmax.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';

export const temperatureSoftmax = reference(specification, {
  halves: true,
  member: ({ logits }, { temperature }) => softmaxRow(logits.map((z) => z / temperature)),
  pullback({ logits }, g, { temperature }) {
    const y = softmaxRow(logits.map((z) => z / temperature));
    return { logits: softmaxPullback(y, g).map((value) => value / temperature) };
  },
});
