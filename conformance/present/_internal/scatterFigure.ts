import { clauseNameOf } from '../../judge/laws.ts';
import type { ClauseReport, OperationReport, Report, Samples } from '../../report/report.ts';
import { type Axes, axesOf, decadesOf, round, svg } from './axes.ts';
import { escapeMarkup as safe } from './escape.ts';
import { counted } from './numbers.ts';

/** What a ratio is drawn over, by its column. */
const drawn = { condition: 'condition number', size: 'elements of the largest input' } as const;
type Column = keyof typeof drawn;

interface Dot {
  readonly across: number;
  /** Infinite where it is NaN or infinite. */
  readonly ratio: number;
  readonly place: number;
}

/** The cases of a clause that have a number in a column. */
const dotsOf = ({ place, ratio, size, condition }: Samples, column: Column): readonly Dot[] =>
  place.flatMap((at, k) => {
    const across = (column === 'size' ? size : condition)?.[k];
    return across === undefined || across === null || (column === 'condition' && across < 1)
      ? []
      : [{ across, ratio: ratio[k] ?? Number.POSITIVE_INFINITY, place: at }];
  });

const samplesOf = (clauses: readonly ClauseReport[]) =>
  clauses.flatMap(({ id, samples }) => (samples === undefined ? [] : [{ id, samples }]));

/** Dots as one path each: a line of no length with a round end. */
const marks = (dots: readonly Dot[], { x, y }: Axes): string =>
  dots.map(({ across, ratio }) => `M${round(x(Math.max(across, 1)))} ${round(y(ratio))}h0`).join('');

const limit = ({ y }: Axes): string => `<path class="limit" d="M40 ${round(y(1))}H332"/>`;

function axesFor(dots: readonly Dot[], column: Column): Axes {
  const ratios = decadesOf([1, 10, ...dots.map(({ ratio }) => ratio)], -6, 3);
  return axesOf(decadesOf([1, ...dots.map(({ across }) => across)], 0, 20), ratios, {
    x: drawn[column],
    y: 'error / allowed',
  });
}

/** How near the cases of an operation came to what is allowed, a dot each, that says what replays it. */
export function scatterFigures({ id, clauses }: OperationReport, { dtype, seed }: Report): readonly string[] {
  const sampled = samplesOf(clauses);
  return (['condition', 'size'] as const).flatMap((column) => {
    const sets = sampled.map((one) => ({ clause: one.id, dots: dotsOf(one.samples, column) }));
    const all = sets.flatMap(({ dots }) => dots);
    if (all.length === 0) return [];
    const axes = axesFor(all, column);
    const paths = sets.flatMap(({ clause, dots }) =>
      [dots.filter(({ ratio }) => ratio <= 1), dots.filter(({ ratio }) => !(ratio <= 1))].flatMap((some, broken) =>
        some.length === 0
          ? []
          : [
              `<path class="dots${broken === 1 ? ' bad' : ''}" data-law="${safe(clauseNameOf(clause))}" data-at="${some.map(({ place }) => place).join(' ')}" d="${marks(some, axes)}"><title>${safe(clause)}</title></path>`,
            ],
      ),
    );
    const worst = sets
      .flatMap(({ clause, dots }) => dots.map((dot) => ({ clause, ...dot })))
      .reduce((a, b) => (b.ratio > a.ratio ? b : a));
    const token = `${worst.clause}@${dtype}:${seed}:${worst.place}`;
    const label = `${id}: error over what is allowed against ${drawn[column]}, ${counted(all.length, 'case')}; the line is what is allowed`;
    return [
      `<figure>${svg(label, axes.markup + limit(axes) + paths.join(''), { more: ` class="scatter" data-of="${safe(`${id}/|@${dtype}:${seed}:`)}"` })}<figcaption>${counted(all.length, 'case')}, exact ones at the bottom. Worst: <code>${safe(token)}</code></figcaption></figure>`,
    ];
  });
}

/** All cases of a run, thinned to one dot of an operation in a place, which leads to the operation. */
export function overviewFigures({ operations }: Report, anchor: (id: string) => string): readonly string[] {
  return (['condition', 'size'] as const).flatMap((column) => {
    const sets = operations.map(({ id, clauses }) => ({
      id,
      dots: samplesOf(clauses).flatMap(({ samples }) => dotsOf(samples, column)),
    }));
    const all = sets.flatMap(({ dots }) => dots);
    if (all.length === 0) return [];
    const axes = axesFor(all, column);
    const taken = new Set<string>();
    const paths = sets.flatMap(({ id, dots }) =>
      [dots.filter(({ ratio }) => !(ratio <= 1)), dots.filter(({ ratio }) => ratio <= 1)].flatMap((some, calm) => {
        const fresh = some.filter((dot) => {
          const mark = `${calm} ${marks([dot], axes)}`;
          return !taken.has(mark) && taken.add(mark);
        });
        return fresh.length === 0
          ? []
          : [
              `<a href="#${anchor(id)}" tabindex="-1"><path class="dots${calm === 0 ? ' bad' : ''}" d="${marks(fresh, axes)}"><title>${safe(id)}</title></path></a>`,
            ];
      }),
    );
    const beyond = all.filter(({ ratio }) => !(ratio <= 1)).length;
    const label = `error over what is allowed against ${drawn[column]}, ${counted(all.length, 'case')}, ${beyond} beyond the line, which is what is allowed`;
    // What is broken lies above what is not.
    return [
      `<figure>${svg(label, axes.markup + limit(axes) + paths.toReversed().join(''))}<figcaption>${counted(all.length, 'case')} against ${drawn[column]}, ${beyond} beyond what is allowed; a dot leads to its operation.</figcaption></figure>`,
    ];
  });
}
