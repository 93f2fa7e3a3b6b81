import { defineLibrary } from '../../scripts/_internal/library.ts';

const program = 'adapters/eigen/build/adapter';

export default defineLibrary({
  title: 'Eigen',
  homepage: 'https://gitlab.com/libeigen/eigen',
  language: 'C++',
  needs: 'g++, make and Eigen (Debian: libeigen3-dev)',
  build: "make && make BUILD=build/native CXXFLAGS='-O3 -march=native'",
  runs: "sh -c 'g++ -std=c++17 -O1 -isystem /usr/include/eigen3 -x c++ - -o build/call && ./build/call'",
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
      clauses: ['decompositions.qr/C1', 'decompositions.qr/C2', 'decompositions.qr/C4'],
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
    {
      id: 'stable-norm-loses-nan',
      title: 'stableNorm() of zeros and NaN is 0',
      kind: 'defect',
      clauses: ['linalg.norm/special', 'linalg.frobeniusNorm/special'],
      ways: ['robust'],
      cause:
        '`stable_norm_kernel` in Eigen/src/Core/StableNorm.h looks for NaN in `bl.cwiseAbs().maxCoeff()` ("we got a NaN"), which does not propagate it: it is 0 here, the scale stays 0, and no square is taken.',
      call: `#include <Eigen/Core>
#include <iostream>
int main() {
  Eigen::VectorXd x(2);
  x << 0, NAN;
  std::cout << x.stableNorm() << " " << x.norm() << std::endl;
}`,
      right: 'nan both times.',
    },
    {
      id: 'largest-of-nan',
      title: 'lpNorm<Infinity>() passes over NaN',
      kind: 'limit',
      clauses: ['linalg.norm/special'],
      ways: ['advised', 'closed-forms', 'native'],
      cause:
        '`lpNorm_selector<Derived, Infinity>` in Eigen/src/Core/Dot.h is `cwiseAbs().maxCoeff()`, whose documentation leaves NaN undefined unless `PropagateNaN` is asked for; that of lpNorm does not mention it.',
      call: `#include <Eigen/Core>
#include <iostream>
int main() {
  std::cout << Eigen::Vector2d(1, NAN).lpNorm<Eigen::Infinity>() << " "
            << Eigen::Vector2d(NAN, 1).lpNorm<Eigen::Infinity>() << std::endl;
}`,
      right: 'nan both times: where it stands should not matter.',
    },
    {
      id: 'pseudoinverse-of-nan',
      title: 'The pseudoinverse of a matrix of NaN is 0',
      kind: 'defect',
      clauses: ['decompositions.pinv/special'],
      cause:
        '`ColPivHouseholderQR::rank` in Eigen/src/QR/ColPivHouseholderQR.h counts the pivots that are larger than a threshold, which NaN is not: the rank is 0, and `CompleteOrthogonalDecomposition` sets the solution to zero.',
      call: `#include <Eigen/QR>
#include <iostream>
int main() {
  Eigen::MatrixXd a(1, 1);
  a << NAN;
  std::cout << a.completeOrthogonalDecomposition().pseudoInverse() << std::endl;
}`,
      right: 'nan: nothing is known of the pseudoinverse.',
    },
    {
      id: 'eigenvectors-of-small',
      title: 'EigenSolver gives vectors of NaN, and Success, where squares of eigenvalues underflow',
      kind: 'defect',
      clauses: ['decompositions.eig/C3'],
      cause:
        '`EigenSolver::doComputeEigenvectors` in Eigen/src/Eigenvalues/EigenSolver.h divides by `denom`, the sum of the squares of two differences of eigenvalues, beside a pair of complex ones: it is 0 where they are below 1e-162.',
      call: `#include <Eigen/Eigenvalues>
#include <iostream>
int main() {
  Eigen::Matrix3d a;
  a << 0, -1, 0, 1, 0, 1, 0, 0, 2;
  for (double scale : {1.0, 1e-163}) {
    Eigen::EigenSolver<Eigen::Matrix3d> solver(a * scale);
    std::cout << (solver.info() == Eigen::Success ? "Success: " : "failure: ")
              << solver.eigenvectors().col(2).transpose() << std::endl;
  }
}`,
      right: 'The same vector twice: a multiple of a matrix has its eigenvectors.',
    },
    {
      id: 'inverse-by-cofactors',
      title:
        'Inverses of matrices up to 4 by 4 that are types of that size lose all digits where the determinant cancels',
      kind: 'limit',
      clauses: ['decompositions.inv/C2', 'decompositions.inv/C6'],
      ways: ['closed-forms'],
      cause:
        '`compute_inverse` in Eigen/src/LU/InverseImpl.h divides the cofactors by the determinant, unscaled and without pivots. The documentation of `inverse` says that it does, and not what it costs.',
      call: `#include <Eigen/Dense>
#include <iostream>
int main() {
  Eigen::Matrix3d a;
  a << 1, 1, 1, 1, 1 + 1e-7, 1, 1, 1, 1 + 1e-9;
  std::cout << Eigen::Matrix3d(a.inverse())(0, 0) << " " << Eigen::MatrixXd(a).inverse()(0, 0) << std::endl;
}`,
      right: 'About 1.01e9 both times: PartialPivLU, which matrices of other types get, has it.',
    },
    {
      id: 'closed-form-eigenvalues',
      title: 'computeDirect is less accurate than the threshold of LAPACK for symmetric eigenproblems',
      kind: 'limit',
      clauses: ['decompositions.eigh/homogeneity', 'decompositions.eigh/shapes', 'decompositions.eigh/C2'],
      ways: ['closed-forms'],
      cause:
        '`direct_selfadjoint_eigenvalues` in Eigen/src/Eigenvalues/SelfAdjointEigenSolver.h takes roots of the characteristic polynomial and cross products. Its documentation says that it might be less accurate.',
      call: `#include <Eigen/Eigenvalues>
#include <iostream>
int main() {
  Eigen::Matrix3d a;
  a << 43.966921534942465, 46.90341791796275, -84.37644063501595, 46.90341791796275, 50.0384464478213, -89.994221807827,
      -84.37644063501595, -89.994221807827, 162.0571472760253;
  Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> direct, iterated(a);
  direct.computeDirect(a);
  for (const auto& one : {direct, iterated})
    std::cout << (a - one.eigenvectors() * one.eigenvalues().asDiagonal() * one.eigenvectors().transpose()).norm() << " ";
  std::cout << std::endl;
}`,
      right: 'A residual of some eps ||A||, 1e-13, as compute() has it.',
    },
    {
      id: 'qr-of-singular',
      title: 'HouseholderQR solves systems that are singular',
      kind: 'limit',
      clauses: ['decompositions.solve/R1'],
      ways: ['closed-forms'],
      cause:
        '`HouseholderQR` in Eigen/src/QR/HouseholderQR.h is documented to reveal no rank: it divides by what rounding left of a zero pivot.',
      call: `#include <Eigen/QR>
#include <iostream>
int main() {
  Eigen::Matrix3d a;
  a << 0, 0, 0, -1, 0, 1, 1, 1, 1;
  std::cout << a.householderQr().solve(Eigen::Vector3d(1, 2, 3)).transpose() << std::endl;
}`,
      right: 'An infinity, NaN or an error: the first equation is 0 = 1.',
    },
  ],
});
