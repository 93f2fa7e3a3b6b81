type Painter = (text: string) => string;

/** The few colours of the terminal; without colour every painter gives its text back. */
export interface Paint {
  readonly bold: Painter;
  readonly dim: Painter;
  readonly red: Painter;
  readonly green: Painter;
  readonly yellow: Painter;
  readonly cyan: Painter;
}

/** SGR sequences of ECMA-48; the caller decides, so nothing here looks at the environment. */
export function paint(color: boolean): Paint {
  const sgr =
    (on: number, off: number): Painter =>
    (text) =>
      color && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    cyan: sgr(36, 39),
  };
}
