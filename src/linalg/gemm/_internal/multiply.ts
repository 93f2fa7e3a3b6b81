import type { IndexedView } from '../indexedView.ts';
import type { MatrixView } from '../matrixView.ts';

/** C = alpha A B + beta C for validated operands with p > 0 and rounded factors; B may be given by tables of offsets. */
export type Multiply = (a: MatrixView, b: MatrixView | IndexedView, c: MatrixView, alpha: number, beta: number) => void;
