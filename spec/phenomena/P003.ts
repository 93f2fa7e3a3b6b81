import { matmul } from '../linalg/matmul.ts';
import { spectralNorm } from '../linalg/spectralNorm.ts';
import { phenomenon } from '../phenomenon.ts';
import { eigenvaluesText, golubVanLoan2013 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const [rho, shear] = [13 / 16, 64];

/** ||W^t||_2, of the matrix with rho^t twice on the diagonal and t rho^(t - 1) shear beside it. */
function normAfter(t: number): number {
  const [diagonal, beside] = [rho ** t, t * rho ** (t - 1) * shear];
  return (beside + Math.hypot(beside, 2 * diagonal)) / 2;
}

export const P003 = phenomenon({
  id: 'phenomena.P003',
  claim:
    'Eigenvalues below 1 do not keep the powers of a matrix small from the start, where it is not normal: they decide only what becomes of them in the end.',
  needs: [matmul, spectralNorm],
  setup:
    'W = [[13/16, 64], [0, 13/16]], whose eigenvalues are both 13/16; W^t = W W^(t - 1) for t up to 60, and the norm of each.',
  predictions: {
    peak: {
      measured: 'the largest ||W^t||_2',
      formula: '(b + sqrt(b^2 + 4 a^2)) / 2 at t = 5, with a = rho^t, b = 64 t rho^(t - 1)',
      value: normAfter(5),
      tolerance: (u) => (thresholds.singular * 2 * 2 + 4 * 4) * u * normAfter(5),
      because:
        'no entry is negative, so that each of 4 products errs by 2 u of every entry, and the norm by 35 n eps, with n = 2',
    },
    peakAt: {
      measured: 't of the largest ||W^t||_2',
      formula: '5, the whole number nearest to the maximum of t rho^t at -1 / ln rho = 4.8',
      value: 5,
      tolerance: () => 0,
      because: 'it is a count, and the norms at 4 and 6 are 1.5 and 2.5 per cent less',
    },
    belowAt: {
      measured: 'the first t from which on ||W^t||_2 < 1',
      formula: '39',
      value: 39,
      tolerance: () => 0,
      because: 'it is a count, and the norms at 38 and 39 are 1.12 and 0.93',
    },
    rate: {
      measured: 'ln(||W^60|| / ||W^59||)',
      formula: 'ln rho + ln(60 / 59), up to terms in rho^2 / (64 t)^2',
      value: Math.log(normAfter(60) / normAfter(59)),
      tolerance: (u) => 2 * (thresholds.singular * 2 * 2 + 4) * u,
      because: 'the two norms differ by one product more, and each may err by 35 n eps',
    },
  },
  series: ['t', '||W^t||', 'rho^t'],
  sources: [eigenvaluesText('the tyranny of depth and the ghost of eigenvalues'), golubVanLoan2013('section 7.9')],
});
