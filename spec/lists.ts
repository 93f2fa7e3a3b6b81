/** One thing by name, or a list of them. */
type Nested<T> = Readonly<Record<string, T | readonly T[] | undefined>>;

/** The name under which a member of a list crosses to an implementation and back: `xs.0`. */
export const memberName = (list: string, at: number): string => `${list}.${at}`;

/** The operand that a name belongs to: `xs` of `xs.0`, `a` of `a`. */
export const operandOf = (name: string): string => name.split('.', 1)[0] ?? name;

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** Every member of a list under a name of its own; what is undefined is left out. */
export function flattened<T>(given: Nested<T>): Record<string, T> {
  const flat: Record<string, T> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!isList(value)) flat[name] = value;
    else {
      value.forEach((one, at) => {
        flat[memberName(name, at)] = one;
      });
    }
  }
  return flat;
}

/** The members of a list, as far as there are any one after another. */
export function membersNamed<T>(flat: Readonly<Record<string, T | undefined>>, list: string): T[] {
  const members: T[] = [];
  for (let at = 0; ; at++) {
    const one = flat[memberName(list, at)];
    if (one === undefined) return members;
    members.push(one);
  }
}

/** The same with the members of these operands in a list each, an empty one where there are none; what is left has its own name. */
export function gathered<T>(
  flat: Readonly<Record<string, T | undefined>>,
  operands: readonly { readonly name: string; readonly list: boolean }[],
): Record<string, T | readonly T[] | undefined> {
  const lists = operands.filter(({ list }) => list).map(({ name }) => name);
  if (lists.length === 0) return flat;
  const single = Object.entries(flat).filter(([name]) => !lists.includes(operandOf(name)));
  return {
    ...Object.fromEntries(single),
    ...Object.fromEntries(lists.map((name) => [name, membersNamed(flat, name)])),
  };
}
