/** Thrown by `sizes` for what a record's rejection names: `bind` says whose. */
export class Refusal extends RangeError {
  override readonly name = 'Refusal';
  readonly clause: string;

  constructor(clause: string, rule: string) {
    super(rule);
    this.clause = clause;
  }
}

/** Refuses sizes or attributes, quoting a rejection of the record. Throws Refusal. */
export function refuse(clause: `R${number}`, rule: string): never {
  throw new Refusal(clause, rule);
}
