// node bench/crossover.ts: from which size on a convolution by im2col is faster than the direct loop.
import { conv2dBy, direct, im2col, type NdArray } from '../adapters/reference/kernels.ts';
import { contest } from './_internal/contest.ts';
import { contestant } from './_internal/contestant.ts';
import { type Convolution, convolutionFlops } from './_internal/convolution.ts';
import { convolve, operandsOf } from './_internal/convolutionCase.ts';
import { crossing } from './_internal/crossing.ts';
import { described, thisMachine } from './_internal/machine.ts';
import { parse, positive, program, UsageError } from './_internal/options.ts';
import { median } from './_internal/statistics.ts';

const command = 'node bench/crossover.ts';

const flags = {
  kernels: { type: 'string', value: 'sizes', help: 'sizes of the window (1,3,5)' },
  channels: { type: 'string', value: 'counts', help: 'channels, as many out as in (1,2,4,8,16)' },
  images: { type: 'string', value: 'sizes', help: 'sizes of the image (2,4,8,16,32)' },
} as const;

const ROUNDS = 7;

interface Row {
  readonly layer: Convolution;
  /** Multiplications of the convolution. */
  readonly size: number;
  /** GFLOP/s. */
  readonly direct: number;
  readonly im2col: number;
  /** The rate of im2col over that of the direct loop, from adjacent slices. */
  readonly ratio: number;
}

async function main(): Promise<number> {
  const {
    kernels = '1,3,5',
    channels = '1,2,4,8,16',
    images = '2,4,8,16,32',
  } = parse(command, flags, process.argv.slice(2));
  const layers = numbers('kernels', kernels).flatMap((kernel) =>
    numbers('channels', channels).flatMap((c) =>
      numbers('images', images).map((h) => ({ c, h, o: c, kernel, stride: 1, padding: (kernel - 1) / 2 })),
    ),
  );
  console.log(
    `${described(thisMachine())}\nfloat32, one image, stride 1, padded to the same size, as many channels out as in\n`,
  );
  console.log('window  channels  image  multiplications   direct   im2col    ratio');
  const rows: Row[] = [];
  for (const layer of layers) {
    const row = await timed(layer);
    rows.push(row);
    console.log(line(row));
  }
  const { below, above, best } = crossing(rows.map(({ size, ratio }) => ({ size, ratio })));
  console.log(
    `\nthe direct loop is faster up to ${below} multiplications, im2col from ${above} on; between, it depends.`,
  );
  console.log(`one threshold that loses least: ${best}`);
  return 0;
}

function numbers(flag: string, list: string): number[] {
  const values = list.split(',').map((text) => positive(flag, text));
  if (!values.every(Number.isInteger)) throw new UsageError(`--${flag} must be integers with commas, got ${list}`);
  return values;
}

async function timed(layer: Convolution): Promise<Row> {
  const { x, weight } = operandsOf(layer);
  const paths = { im2col: conv2dBy(im2col()), direct: conv2dBy(direct) };
  const compute = (path: keyof typeof paths): NdArray => convolve(layer, x, weight, paths[path]);
  const [packed, plain] = [compute('im2col').data, compute('direct').data];
  if (!packed.every((value, at) => Object.is(value, plain[at]))) {
    throw new Error(`crossover: the paths differ at ${JSON.stringify(layer)}`);
  }
  const flops = convolutionFlops(layer);
  const [ours, theirs] = (['im2col', 'direct'] as const).map((path) =>
    contestant(path, flops, () => compute(path).data[0] as number),
  );
  if (ours === undefined || theirs === undefined) throw new Error('crossover: two paths');
  const [pairing] = await contest(ours, [theirs], {
    limit: 5,
    warmUp: 20,
    enough: (_, ratios) => ratios.length >= ROUNDS,
  });
  if (pairing === undefined) throw new Error('crossover: no rounds');
  return {
    layer,
    size: flops / 2,
    direct: flops / median(pairing.theirs) / 1e6,
    im2col: flops / median(pairing.ours) / 1e6,
    ratio: median(pairing.ratios),
  };
}

const line = ({ layer, size, direct, im2col, ratio }: Row): string =>
  [
    `${layer.kernel} x ${layer.kernel}`.padStart(6),
    `${layer.c}`.padStart(8),
    `${layer.h}`.padStart(5),
    `${size}`.padStart(15),
    direct.toFixed(3).padStart(7),
    im2col.toFixed(3).padStart(7),
    ratio.toFixed(2).padStart(7),
  ].join('  ');

await program(command, main);
