/** The four readers of a record, in the order in which its fields stand: what they read, the file and the interface. */
export const recordGroups: readonly (readonly [heading: string, file: string, name: string])[] = [
  ['What it means', 'spec/meaning.ts', 'Meaning'],
  ['How it is drawn', 'spec/drawing.ts', 'Drawing'],
  ['How it is judged', 'spec/judging.ts', 'Judging'],
  ['How it is documented', 'spec/documenting.ts', 'Documenting'],
];
