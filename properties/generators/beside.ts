import fc from 'fast-check';

/** What is drawn, and more beside it, as one case. */
export const beside = <Base extends object, More extends object>(
  base: fc.Arbitrary<Base>,
  more: { readonly [Name in keyof More]: fc.Arbitrary<More[Name]> },
): fc.Arbitrary<Base & More> => fc.tuple(base, fc.record<More>(more)).map(([one, other]) => ({ ...one, ...other }));
