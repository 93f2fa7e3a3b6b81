/** A published source, with the theorem, section or equation that is meant. */
export interface Source {
  readonly title: string;
  readonly where: string;
}

/** Builds a citation function for a work: `higham2002('3.5')`. */
export const work =
  (title: string) =>
  (where: string): Source => ({ title, where });
