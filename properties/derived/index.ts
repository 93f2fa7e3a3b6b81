import type { AnyOperation } from '../../spec/operation.ts';
import type { Law } from '../law.ts';
import { batchLaws } from './batch.ts';
import { definitionLaws } from './definition.ts';
import { differenceLaws } from './differences.ts';
import { dtypeLaws } from './dtypes.ts';
import { equationLaws } from './equations.ts';
import { exchangeLaws } from './exchange.ts';
import { gradientBatchLaws, gradientStretchedLaws } from './gradientBatch.ts';
import { gradientScaleLaws } from './gradientScales.ts';
import { gradientLaws } from './gradients.ts';
import { homogeneityLaws } from './homogeneity.ts';
import { kinkLaws } from './kinks.ts';
import { layoutLaws } from './layouts.ts';
import { memberLaws } from './members.ts';
import { purityLaws } from './purity.ts';
import { randomLaws } from './random.ts';
import { recursionLaws } from './recursion.ts';
import { rejectionLaws } from './rejections.ts';
import { shapeLaws } from './shapes.ts';
import { specialLaws } from './special.ts';
import { specialCaseLaws } from './specialCases.ts';
import { stateLaws } from './state.ts';
import { gradientStorageLaws, storageLaws } from './storage.ts';
import { zeroLaws } from './zeros.ts';

/** The laws that a record implies: an operation with nothing but its record and an implementation is already judged by them. */
export const derivedLaws = (operation: AnyOperation): readonly Law[] =>
  [
    definitionLaws,
    recursionLaws,
    equationLaws,
    randomLaws,
    stateLaws,
    homogeneityLaws,
    exchangeLaws,
    shapeLaws,
    rejectionLaws,
    dtypeLaws,
    batchLaws,
    memberLaws,
    layoutLaws,
    storageLaws,
    purityLaws,
    specialLaws,
    specialCaseLaws,
    zeroLaws,
    gradientLaws,
    gradientBatchLaws,
    gradientStretchedLaws,
    gradientScaleLaws,
    gradientStorageLaws,
    differenceLaws,
    kinkLaws,
  ].flatMap((derive) => derive(operation));
