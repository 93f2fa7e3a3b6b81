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
  findings: [
    {
      id: 'fft-of-length-1',
      title: 'FFT of a vector of length 1 writes through a null pointer and ends the process',
      kind: 'defect',
      clauses: ['linalg.dft/*'],
      cause:
        '`kiss_cpx_fft::factorize` in unsupported/Eigen/src/FFT/ei_kissfft_impl.h makes of 1 one stage of radix 1, for which it does not size `m_scratchBuf` (that is done where p > 5); ' +
        '`work` has no case of radix 1, and `bfly_generic` writes to the empty buffer.',
      call: `#include <unsupported/Eigen/FFT>
#include <iostream>
int main() {
  Eigen::VectorXcd x(1), y;
  x << 3;
  Eigen::FFT<double>().fwd(y, x);
  std::cout << y << std::endl;
}`,
      right: 'The transform of one number is this number: (3,0).',
    },
    {
      id: 'schur-loses-nan',
      title: 'RealSchur and EigenSolver take a matrix of zeros and NaN for the zero matrix, and say Success',
      kind: 'defect',
      clauses: ['decompositions.eig/R1', 'decompositions.schur/R1'],
      cause:
        '`RealSchur::compute` in Eigen/src/Eigenvalues/RealSchur.h scales by `cwiseAbs().maxCoeff()`, which does not propagate NaN: it is 0 here, less than `considerAsZero`, and the Schur form is set to zero.',
      call: `#include <Eigen/Eigenvalues>
#include <iostream>
int main() {
  Eigen::Matrix2d a;
  a << 0, NAN, NAN, 0;
  Eigen::EigenSolver<Eigen::Matrix2d> solver(a);
  std::cout << (solver.info() == Eigen::Success ? "Success: " : "failure: ") << solver.eigenvalues().transpose() << std::endl;
}`,
      right: 'NaN, or an info() that is not Success: nothing is known of the eigenvalues.',
    },
    {
      id: 'householder-squares',
      title: 'HouseholderQR is not orthogonal, or is NaN, where squares of the entries under- or overflow',
      kind: 'defect',
      clauses: ['decompositions.qr/C2', 'decompositions.qr/C4'],
      cause:
        '`MatrixBase::makeHouseholder` in Eigen/src/Householder/Householder.h takes `tail.squaredNorm()` of entries that nobody scaled: up to the smallest normal number it is taken for 0 and the tail is dropped from R, though its entries are as large as 1e-154; above 1e154 it is infinite.',
      call: `#include <Eigen/QR>
#include <iostream>
int main() {
  Eigen::MatrixXd small(2, 1), large(2, 1);
  small << 1e-160, 1e-160;
  large << 1e200, 1e200;
  std::cout << small.householderQr().matrixQR()(0, 0) << " " << large.householderQr().matrixQR()(0, 0) << std::endl;
}`,
      right: 'The norms of the columns, up to the sign: 1.41421e-160 and 1.41421e+200, as LAPACK has them by dlarfg.',
    },
    {
      id: 'operator-norm-of-squares',
      title: 'operatorNorm() goes through A^T A: it overflows, underflows and loses digits where the squares do',
      kind: 'defect',
      clauses: [
        'linalg.spectralNorm/C1',
        'linalg.spectralNorm/C6',
        'linalg.spectralNorm/golden/near-overflow',
        'linalg.spectralNorm/golden/near-underflow',
      ],
      cause:
        '`MatrixBase::operatorNorm` in Eigen/src/Eigenvalues/MatrixBaseEigenvalues.h is the root of the largest eigenvalue of `m.adjoint() * m`, which it forms unscaled.',
      call: `#include <Eigen/Eigenvalues>
#include <iostream>
int main() {
  Eigen::MatrixXd large(1, 1), small(1, 1);
  large << 1e200;
  small << 1e-200;
  std::cout << large.operatorNorm() << " " << small.operatorNorm() << std::endl;
}`,
      right: '1e+200 and 1e-200: the norm of a number is its magnitude.',
    },
    {
      id: 'norm-of-squares',
      title: 'norm() overflows where the square of an entry does; stableNorm() is there for that',
      kind: 'limit',
      clauses: ['linalg.norm/C8'],
      ways: ['advised', 'closed-forms', 'native'],
      cause:
        '`MatrixBase::norm` in Eigen/src/Core/Dot.h is the root of `squaredNorm()`. The documentation of `stableNorm` says that it avoids under- and overflow.',
      call: `#include <Eigen/Core>
#include <iostream>
int main() {
  Eigen::VectorXd x(2);
  x << 3e200, 4e200;
  std::cout << x.norm() << " " << x.stableNorm() << std::endl;
}`,
      right: '5e+200.',
    },
  ],
});
