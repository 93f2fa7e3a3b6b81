import { type Fixture, loadFixtures } from '../../../golden/fixture.ts';
import { literal } from '../../../properties/verbs/compare.ts';
import type { Tensor } from '../../../spec/tensor.ts';

/** Elements up to which a tensor is written out. */
const most = 12;

/** `x = [1, 2; 3, 4]`, or the shape of what is larger. */
function tensorText({ shape, data }: Tensor): string {
  if (data.length > most || shape.length > 2) return `of shape [${shape.join(', ')}]`;
  const numbers = Array.from(data, literal);
  if (shape.length < 2) return shape.length === 0 ? (numbers[0] ?? '') : `[${numbers.join(', ')}]`;
  const [rows = 0, columns = 0] = shape;
  return `[${Array.from({ length: rows }, (_, i) => numbers.slice(i * columns, (i + 1) * columns).join(', ')).join('; ')}]`;
}

const namedText = (tensors: Readonly<Record<string, Tensor>>): string =>
  Object.entries(tensors)
    .map(
      ([name, tensor]) =>
        `${name} ${tensor.data.length > most || tensor.shape.length > 2 ? '' : '= '}${tensorText(tensor)}`,
    )
    .join(', ');

const attributesText = ({ attributes }: Fixture): string =>
  Object.entries(attributes)
    .map(([name, value]) => `, ${name} = ${JSON.stringify(value)}`)
    .join('');

/** What goes in and what must come out of every fixture of an operation: `x = [0, 0] gives y = [0.5, 0.5]`. */
export const fixtureTexts = (operation: string): ReadonlyMap<string, string> =>
  new Map(
    loadFixtures(operation).flatMap((fixture) => {
      const name = `golden/${fixture.id.slice(operation.length + 1)}`;
      const values = `${namedText(fixture.inputs)}${attributesText(fixture)} gives ${namedText(fixture.outputs)}`;
      const { gradients } = fixture;
      const pulled = gradients && `${namedText(gradients.cotangents)} is pulled back to ${namedText(gradients.inputs)}`;
      return [[name, values] as const, ...(pulled ? [[`${name}/gradient`, pulled] as const] : [])];
    }),
  );
