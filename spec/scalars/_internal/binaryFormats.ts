/** The binary floating-point formats that the scalar systems know. */
export type FloatFormat = 'float64' | 'float32' | 'float16' | 'bfloat16';

/** A binary format: `precision` significant bits, the implicit one included. */
export interface BinaryFormat {
  readonly precision: number;
  /** Exponent of the smallest subnormal, of which every finite value is a multiple. */
  readonly smallestExponent: number;
  readonly minNormal: number;
  readonly maxFinite: number;
}

const format = (precision: number, maxExponent: number): BinaryFormat => ({
  precision,
  smallestExponent: 3 - maxExponent - precision,
  minNormal: 2 ** (2 - maxExponent),
  maxFinite: (2 - 2 ** (1 - precision)) * 2 ** (maxExponent - 1),
});

/** Source: IEEE 754-2019, table 3.5; bfloat16 is binary32 with its significand cut to 8 bits. */
export const binaryFormats: Readonly<Record<FloatFormat, BinaryFormat>> = {
  float64: format(53, 1024),
  float32: format(24, 128),
  float16: format(11, 16),
  bfloat16: format(8, 128),
};
