/** What is made: `linalg/grandSum`. */
export interface Named {
  readonly chapter: string;
  readonly name: string;
}

/** The running example of one kind, which an author replaces bit by bit. */
export interface Template {
  /** What is of this kind, in a few words. */
  readonly about: string;
  /** The contents of `<tree>/<chapter>/<name>.ts`, tree by tree. */
  readonly files: (named: Named) => Readonly<Record<string, string>>;
}
