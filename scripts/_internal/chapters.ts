/** The chapters, in their order: folders of the same name in spec/, src/, properties/ and golden/. */
export const chapters: readonly string[] = [
  'numerics',
  'tensor',
  'linalg',
  'decompositions',
  'multilinear',
  'autodiff',
  'layers',
  'sequence',
  'architectures',
  'losses',
  'probability',
  'initialization',
  'optimizers',
  'efficiency',
  'analysis',
];
