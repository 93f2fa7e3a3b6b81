import { defineLibrary } from '../../scripts/_internal/library.ts';
import { ofNumpy } from './findings/numpy.ts';
import { ofScipy } from './findings/scipy.ts';

export default defineLibrary({
  title: 'NumPy and SciPy',
  homepage: 'https://github.com/numpy/numpy, https://github.com/scipy/scipy',
  language: 'Python',
  needs: 'NumPy 2 and SciPy 1.16: pip install numpy scipy',
  ways: [
    {
      name: 'numpy',
      exec: 'python3 adapters/numpy/adapter.py',
      says: 'NumPy, and SciPy where it alone has an operation.',
    },
    {
      name: 'scipy',
      exec: 'python3 adapters/numpy/adapter.py --way scipy',
      says: 'SciPy where both have an operation, and nothing else: its `solve` looks at the structure of the matrix.',
    },
    {
      name: 'drivers',
      exec: 'python3 adapters/numpy/adapter.py --way drivers',
      says: 'SciPy by LAPACK routines that are not its default: `gesvd`, `evd`, `lu_factor` with `lu_solve`, `cho_factor`.',
    },
    {
      name: 'special',
      exec: 'python3 adapters/numpy/adapter.py --way special',
      says: 'What scipy.special has of what scipy.stats or NumPy has too: entropies by `entr`, divergences by `rel_entr`, `softplus`.',
    },
    {
      name: 'fft',
      exec: 'python3 adapters/numpy/adapter.py --way fft',
      says: 'Convolutions by transforms: `oaconvolve`, and `correlate` with `method="fft"`.',
    },
  ],
  findings: [...ofNumpy, ...ofScipy],
});
