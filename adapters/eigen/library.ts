import { defineLibrary } from '../../scripts/_internal/library.ts';

const program = 'adapters/eigen/build/adapter';

export default defineLibrary({
  title: 'Eigen',
  homepage: 'https://gitlab.com/libeigen/eigen',
  language: 'C++',
  needs: 'g++, make and Eigen (Debian: libeigen3-dev)',
  build: "make && make BUILD=build/native CXXFLAGS='-O3 -march=native'",
  runs: "sh -c 'g++ -std=c++17 -O2 -isystem /usr/include/eigen3 -x c++ - -o build/call && ./build/call'",
  ways: [
    {
      name: 'advised',
      exec: program,
      dtypes: ['float64', 'float32'],
      says: 'Solvers by PartialPivLU, singular values by BDCSVD, norms by norm(), compiled with -O2.',
    },
    {
      name: 'robust',
      exec: `${program} --svd jacobi --solve full --norm stable`,
      dtypes: ['float64', 'float32'],
      says: 'Solvers, inverses and determinants by FullPivLU, singular values by JacobiSVD, norms by stableNorm().',
    },
    {
      name: 'closed-forms',
      exec: `${program} --solve qr --eigh direct --sizes fixed`,
      dtypes: ['float64', 'float32'],
      says: 'Determinants and inverses of matrices up to 4 by 4 as types of that size, eigenvalues by computeDirect, solvers by HouseholderQR.',
    },
    {
      name: 'native',
      exec: 'adapters/eigen/build/native/adapter',
      dtypes: ['float64', 'float32'],
      says: 'As advised, compiled with -O3 -march=native: vector instructions and fused multiplications.',
    },
  ],
  findings: [],
});
