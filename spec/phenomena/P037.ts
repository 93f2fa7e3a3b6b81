import { eigh } from '../decompositions/eigh.ts';
import { type Prediction, phenomenon } from '../phenomenon.ts';
import { baldiHornik1989, principlesText } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';
import { thresholds } from '../thresholds.ts';

const exactly = (measured: string, formula: string, value: number): Prediction => ({
  measured,
  formula,
  value,
  tolerance: () => 0,
  because: 'the data are dyadic with few bits: nothing is rounded',
});

const eigenvalue = (which: string, sign: number, x: number, y: number): Prediction => ({
  measured: `the ${which} eigenvalue of the Hessian at 0 for x = ${x}, y = ${y}`,
  formula: `${sign < 0 ? '-' : ''}|x y|`,
  value: sign * Math.abs(x * y),
  tolerance: (u) => thresholds.symmetricEigen * 2 * 2 * u * Math.abs(x * y),
  because: 'the Hessian is exact, and an eigenvalue may err by 60 n eps of its norm, with n = 2',
});

export const P037 = phenomenon({
  id: 'phenomena.P037',
  claim:
    'The origin is a saddle of the loss L(w1, w2) = (w2 w1 x - y)^2 / 2 of a linear network with one hidden unit, x y not 0, and no minimum: the gradient is 0 and the Hessian has the eigenvalues |x y| and -|x y|.',
  needs: [mul, add, eigh],
  gradient: true,
  setup:
    'Three pairs (x, y). The loss and, by the pullback of the product, its gradient: at 0, at 1/2 along each axis on either side, and on both diagonals. The Hessian is the difference of gradients over 1, which is exact: what is left out of it vanishes on the axes.',
  predictions: {
    gradient: exactly('the largest element of a gradient at 0', '0', 0),
    symmetry: exactly('the largest difference between the two mixed derivatives at 0', '0', 0),
    lowest: eigenvalue('smaller', -1, 3, 2),
    highest: eigenvalue('larger', 1, 3, 2),
    lowest2: eigenvalue('smaller', -1, -1.5, 5),
    highest2: eigenvalue('larger', 1, -1.5, 5),
    lowest3: eigenvalue('smaller', -1, 0.5, -8),
    highest3: eigenvalue('larger', 1, 0.5, -8),
    descent: exactly('L(1/2, 1/2) - L(0, 0) for x = 3, y = 2', '(x^2/16 - x y/2)/2', (9 / 16 - 3) / 2),
    ascent: exactly('L(1/2, -1/2) - L(0, 0) for x = 3, y = 2', '(x^2/16 + x y/2)/2', (9 / 16 + 3) / 2),
  },
  series: ['s', 'L(s, s)', 'L(s, -s)'],
  sources: [
    principlesText('non-convexity and the nature of saddles'),
    baldiHornik1989('the landscape of linear networks'),
  ],
});
