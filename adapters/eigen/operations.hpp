// The operations of the specification that Eigen has, each by a call of its own, for one type of numbers.
#pragma once

#include <stdexcept>
// Eigen checks its arguments by eigen_assert, which its documentation ("Assertions") lets a program turn into an exception.
#define eigen_assert(condition) \
  do { \
    if (!(condition)) throw std::logic_error("Eigen: " #condition); \
  } while (false)

#include <Eigen/Dense>
#include <unsupported/Eigen/FFT>
#include <unsupported/Eigen/KroneckerProduct>

#include "ways.hpp"

using namespace tensor_laws;
using Eigen::Dynamic;
using Eigen::Index;

namespace {

template <class T> using Matrix = Eigen::Matrix<T, Dynamic, Dynamic>;
template <class T> using RowMajor = Eigen::Matrix<T, Dynamic, Dynamic, Eigen::RowMajor>;
template <class T> using View = Eigen::Map<const Matrix<T>, 0, Eigen::Stride<Dynamic, Dynamic>>;

// ---------------------------------------------------------------------------------------------- to and from the library

/// A matrix of Eigen on the memory of a tensor, whatever its strides; a vector is a column, a number 1 by 1.
template <class T> View<T> viewOf(const Tensor& tensor) {
  const std::size_t rank = tensor.shape.size();
  if (rank > 2) throw Unsupported("Eigen has vectors and matrices");
  const auto at = [&](const Shape& list, std::size_t axis, std::int64_t otherwise) { return axis < rank ? list[axis] : otherwise; };
  return View<T>(tensor.data<T>(), at(tensor.shape, 0, 1), at(tensor.shape, 1, 1),
                 Eigen::Stride<Dynamic, Dynamic>(at(tensor.strides, 1, 1), at(tensor.strides, 0, 1)));
}

/// The same of an elementwise operation, which knows no axes: where there are more than two they must lie in memory without gaps.
template <class T> View<T> elementsOf(const Tensor& tensor) {
  if (tensor.shape.size() <= 2) return viewOf<T>(tensor);
  if (tensor.strides != rowMajor(tensor.shape)) throw Unsupported("Eigen has views of vectors and matrices");
  return View<T>(tensor.data<T>(), countOf(tensor.shape), 1, Eigen::Stride<Dynamic, Dynamic>(1, 1));
}

template <class T> View<T> matrix(const Call& call, const char* name) {
  if (call.input(name).shape.size() != 2) throw Unsupported(std::string(name) + " is no matrix");
  return viewOf<T>(call.input(name));
}

template <class T> View<T> square(const Call& call, const char* name) {
  const View<T> a = matrix<T>(call, name);
  // Its decompositions assert it.
  eigen_assert(a.rows() == a.cols());
  return a;
}

/// The entries of a matrix row by row, in that shape.
template <class T> Tensor tensorBy(const Matrix<T>& matrix, const Shape& shape) {
  eigen_assert(countOf(shape) == matrix.size());
  Tensor out = Tensor::zeros<T>(shape);
  for (Index i = 0; i < matrix.rows(); i++)
    for (Index j = 0; j < matrix.cols(); j++) out.data<T>()[i * matrix.cols() + j] = matrix(i, j);
  return out;
}
/// An expression is evaluated here.
template <class Expression> Tensor tensorOf(const Expression& expression, const Shape& shape) {
  return tensorBy<typename Expression::Scalar>(expression, shape);
}
template <class Expression> Tensor matrixOf(const Expression& expression) {
  return tensorOf(expression, {expression.rows(), expression.cols()});
}
template <class Expression> Tensor vectorOf(const Expression& expression) { return tensorOf(expression, {expression.size()}); }
template <class T> Tensor numberOf(T number) { return tensorBy<T>(Matrix<T>::Constant(1, 1, number), {}); }

/// What a decomposition says of itself.
template <class Decomposition> const Decomposition& succeeded(const Decomposition& decomposition) {
  if (decomposition.info() == Eigen::NumericalIssue) throw Refused("info() is NumericalIssue");
  if (decomposition.info() == Eigen::NoConvergence) throw Refused("info() is NoConvergence");
  if (decomposition.info() == Eigen::InvalidInput) throw Refused("info() is InvalidInput");
  return decomposition;
}

// -------------------------------------------------------------------------------------------------------------- tensor

template <class T, class Function> Results elementwise(const Call& call, Function function) {
  const Tensor &a = call.input("a"), &b = call.input("b");
  if (a.shape.size() > 2 && a.shape != b.shape) throw Unsupported("Eigen broadcasts no such shapes");
  const View<T> left = elementsOf<T>(a), right = elementsOf<T>(b);
  eigen_assert(left.rows() == right.rows() && left.cols() == right.cols());
  return {{"c", tensorOf(function(left.array(), right.array()).matrix(), a.shape)}};
}
template <class T> Results add(const Call& call) {
  return elementwise<T>(call, [](const auto& a, const auto& b) { return a + b; });
}
template <class T> Results multiply(const Call& call) {
  return elementwise<T>(call, [](const auto& a, const auto& b) { return a * b; });
}
template <class T> Results divide(const Call& call) {
  return elementwise<T>(call, [](const auto& a, const auto& b) { return a / b; });
}
template <class T> Results where(const Call& call) {
  const Tensor& condition = call.input("condition");
  return elementwise<T>(call, [&](const auto& a, const auto& b) {
    const auto flags = elementsOf<std::int32_t>(condition);
    eigen_assert(flags.rows() == a.rows() && flags.cols() == a.cols());
    return (flags.array() != 0).select(a, b).eval();
  });
}
template <class T> Results clip(const Call& call) {
  const T least = static_cast<T>(call.real("min")), most = static_cast<T>(call.real("max"));
  if (!(least <= most)) throw Unsupported("Eigen has no clip: max and min know nothing of each other");
  const auto x = elementsOf<T>(call.input("x")).array();
  return {{"y", tensorOf(x.max(least).min(most).matrix(), call.input("x").shape)}};
}
template <class T> Results round(const Call& call) {
  return {{"y", tensorOf(elementsOf<T>(call.input("x")).array().rint().matrix(), call.input("x").shape)}};
}

/// Of all elements, of every row or of every column, as the axes say.
template <class T, class Function> Results reduced(const Call& call, Function function) {
  const Tensor& x = call.input("x");
  const std::int64_t rank = static_cast<std::int64_t>(x.shape.size());
  const View<T> view = viewOf<T>(x);
  std::vector<bool> over(rank, call.isNull("axes"));
  Shape shape;
  if (!call.isNull("axes"))
    for (std::int64_t axis : call.integers("axes")) {
      if (axis < -rank || axis >= rank || over[axis < 0 ? axis + rank : axis]) throw Unsupported("Eigen has no numbers of axes");
      over[axis < 0 ? axis + rank : axis] = true;
    }
  for (std::int64_t k = 0; k < rank; k++)
    if (!over[k] || call.flag("keepdims")) shape.push_back(over[k] ? 1 : x.shape[k]);
  if (rank == 2 && over[0] != over[1])
    return {{"y", over[0] ? tensorOf(function(view.colwise()), shape) : tensorOf(function(view.rowwise()), shape)}};
  if (rank > 0 && !over[0]) throw Unsupported("a reduction over nothing");
  return {{"y", tensorBy<T>(Matrix<T>::Constant(1, 1, function(view)), shape)}};
}
template <class T> Results sum(const Call& call) {
  return reduced<T>(call, [](const auto& x) { return x.sum(); });
}
template <class T> Results mean(const Call& call) {
  return reduced<T>(call, [](const auto& x) { return x.mean(); });
}
template <class T> Results max(const Call& call) {
  return reduced<T>(call, [](const auto& x) { return x.maxCoeff(); });
}
template <class T> Results argmax(const Call& call) {
  const Tensor& x = call.input("x");
  if (x.shape.size() != 1 || (call.integer("axis") != 0 && call.integer("axis") != -1)) throw Unsupported("of vectors only");
  Index row = 0, column = 0;
  viewOf<T>(x).template maxCoeff<Eigen::PropagateNaN>(&row, &column);
  return {{"y", tensorBy<std::int32_t>(Matrix<std::int32_t>::Constant(1, 1, static_cast<std::int32_t>(row)), call.flag("keepdims") ? Shape{1} : Shape{})}};
}
template <class T> Results permute(const Call& call) {
  const View<T> x = matrix<T>(call, "x");
  const Shape axes = call.integers("axes");
  if (axes == Shape{0, 1}) return {{"y", matrixOf(x)}};
  if (axes != Shape{1, 0}) throw Unsupported("Eigen has no such order of axes");
  return {{"y", matrixOf(x.transpose())}};
}
template <class T> Results reshape(const Call& call) {
  const View<T> x = viewOf<T>(call.input("x"));
  Shape shape = call.integers("shape");
  if (shape.size() != 2) throw Unsupported("Eigen has vectors and matrices");
  const Matrix<T> y = shape[0] == -1   ? Matrix<T>(x.template reshaped<Eigen::RowMajor>(Eigen::AutoSize, shape[1]))
                      : shape[1] == -1 ? Matrix<T>(x.template reshaped<Eigen::RowMajor>(shape[0], Eigen::AutoSize))
                                       : Matrix<T>(x.template reshaped<Eigen::RowMajor>(shape[0], shape[1]));
  return {{"y", matrixOf(y)}};
}

// -------------------------------------------------------------------------------------------------------------- linalg

template <class T> Results matmul(const Call& call) {
  const View<T> a = matrix<T>(call, "a"), b = matrix<T>(call, "b");
  const bool transposeA = call.flag("transposeA"), transposeB = call.flag("transposeB");
  eigen_assert((transposeA ? a.rows() : a.cols()) == (transposeB ? b.cols() : b.rows()));
  if (transposeA && transposeB) return {{"c", matrixOf((a.transpose() * b.transpose()))}};
  if (transposeA) return {{"c", matrixOf((a.transpose() * b))}};
  if (transposeB) return {{"c", matrixOf((a * b.transpose()))}};
  return {{"c", matrixOf((a * b))}};
}
template <class T> auto vectorView(const Call& call, const char* name) {
  if (call.input(name).shape.size() != 1) throw Unsupported(std::string(name) + " is no vector");
  return viewOf<T>(call.input(name)).col(0);
}
template <class T> Results dot(const Call& call) { return {{"c", numberOf<T>(vectorView<T>(call, "a").dot(vectorView<T>(call, "b")))}}; }
template <class T> Results outer(const Call& call) {
  return {{"c", matrixOf((vectorView<T>(call, "a") * vectorView<T>(call, "b").transpose()))}};
}
template <class T> T frobenius(const View<T>& a) { return isWay("--norm", "stable") ? a.stableNorm() : a.norm(); }
template <class T> Results frobeniusNorm(const Call& call) { return {{"norm", numberOf<T>(frobenius(matrix<T>(call, "a")))}}; }
template <class T> Results norm(const Call& call) {
  const View<T> a = matrix<T>(call, "a");
  const std::string& ord = call.text("ord");
  if (ord == "fro") return {{"norm", numberOf<T>(frobenius(a))}};
  if (ord == "max") return {{"norm", numberOf<T>(a.template lpNorm<Eigen::Infinity>())}};
  // As the tutorial on reductions has them.
  if (ord == "1") return {{"norm", numberOf<T>(a.cwiseAbs().colwise().sum().template maxCoeff<Eigen::PropagateNaN>())}};
  if (ord == "inf") return {{"norm", numberOf<T>(a.cwiseAbs().rowwise().sum().template maxCoeff<Eigen::PropagateNaN>())}};
  throw Unsupported("the norm " + ord);
}
template <class T> Results spectralNorm(const Call& call) { return {{"norm", numberOf<T>(matrix<T>(call, "a").operatorNorm())}}; }
template <class T> Results dft(const Call& call) {
  using Complex = std::complex<T>;
  if (call.input("x").shape.size() != 1) throw Unsupported("Eigen's FFT takes vectors");
  const Eigen::Matrix<Complex, Dynamic, 1> x = viewOf<Complex>(call.input("x"));
  Eigen::FFT<T> fft;
  Eigen::Matrix<Complex, Dynamic, 1> y;
  if (call.flag("inverse")) fft.inv(y, x);
  else fft.fwd(y, x);
  return {{"y", vectorOf(y)}};
}
template <class T> Results kron(const Call& call) {
  const Matrix<T> a = matrix<T>(call, "a"), b = matrix<T>(call, "b");
  return {{"c", matrixOf(Matrix<T>(Eigen::kroneckerProduct(a, b)))}};
}
template <class T> Results vec(const Call& call) { return {{"x", vectorOf(matrix<T>(call, "a").reshaped())}}; }

// ------------------------------------------------------------------------------------------------------ decompositions

/// Gives visit the matrix, as a type of its size where that is asked for.
template <class T, class Visit> auto sized(const Matrix<T>& a, Visit visit) {
  if (!isWay("--sizes", "fixed")) return visit(a);
  switch (a.rows()) {
    case 1: return visit(Eigen::Matrix<T, 1, 1>(a));
    case 2: return visit(Eigen::Matrix<T, 2, 2>(a));
    case 3: return visit(Eigen::Matrix<T, 3, 3>(a));
    case 4: return visit(Eigen::Matrix<T, 4, 4>(a));
    default: return visit(a);
  }
}
template <class T> Results cholesky(const Call& call) {
  const Eigen::LLT<Matrix<T>> llt(square<T>(call, "a"));
  return {{"l", matrixOf(Matrix<T>(succeeded(llt).matrixL()))}};
}
template <class T> Results det(const Call& call) {
  const Matrix<T> a = square<T>(call, "a");
  if (isWay("--solve", "full")) return {{"d", numberOf<T>(a.fullPivLu().determinant())}};
  return {{"d", numberOf<T>(sized<T>(a, [](const auto& one) { return one.determinant(); }))}};
}
template <class T> Results inv(const Call& call) {
  const Matrix<T> a = square<T>(call, "a");
  if (!isWay("--solve", "full")) return {{"x", sized<T>(a, [](const auto& one) { return matrixOf(one.inverse()); })}};
  const Eigen::FullPivLU<Matrix<T>> lu(a);
  if (!lu.isInvertible()) throw Refused("isInvertible() is false");
  return {{"x", matrixOf(lu.inverse())}};
}
template <class T> Results solve(const Call& call) {
  const Matrix<T> a = square<T>(call, "a"), b = matrix<T>(call, "b");
  eigen_assert(a.rows() == b.rows());
  if (isWay("--solve", "partial")) return {{"x", matrixOf(a.partialPivLu().solve(b))}};
  if (isWay("--solve", "qr")) return {{"x", matrixOf(a.householderQr().solve(b))}};
  const Eigen::FullPivLU<Matrix<T>> lu(a);
  if (!lu.isInvertible()) throw Refused("isInvertible() is false");
  return {{"x", matrixOf(lu.solve(b))}};
}
template <class T> Results lu(const Call& call) {
  const Eigen::PartialPivLU<Matrix<T>> lu(square<T>(call, "a"));
  const Matrix<T> l = lu.matrixLU().template triangularView<Eigen::UnitLower>(), u = lu.matrixLU().template triangularView<Eigen::Upper>();
  // P A = L U, where row i of A is row indices()(i) of P A.
  return {{"permutation", vectorOf(lu.permutationP().inverse().eval().indices())}, {"l", matrixOf(l)}, {"u", matrixOf(u)}};
}
template <class T> Results qr(const Call& call) {
  const Matrix<T> a = matrix<T>(call, "a");
  const Index k = std::min(a.rows(), a.cols());
  const Eigen::HouseholderQR<Matrix<T>> qr(a);
  const Matrix<T> q = qr.householderQ() * Matrix<T>::Identity(a.rows(), k);
  const Matrix<T> r = qr.matrixQR().topRows(k).template triangularView<Eigen::Upper>();
  return {{"q", matrixOf(q)}, {"r", matrixOf(r)}};
}
template <class T, class Decomposition> Results svdBy(const Matrix<T>& a) {
  const Decomposition svd(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
  return {{"u", matrixOf(succeeded(svd).matrixU())}, {"s", vectorOf(svd.singularValues())}, {"v", matrixOf(svd.matrixV())}};
}
template <class T> Results svd(const Call& call) {
  const Matrix<T> a = matrix<T>(call, "a");
  return isWay("--svd", "bdc") ? svdBy<T, Eigen::BDCSVD<Matrix<T>>>(a) : svdBy<T, Eigen::JacobiSVD<Matrix<T>>>(a);
}
template <class T> Results pinv(const Call& call) {
  return {{"x", matrixOf(matrix<T>(call, "a").completeOrthogonalDecomposition().pseudoInverse())}};
}
template <class T> Results eigh(const Call& call) {
  const auto resultOf = [](const auto& solver) -> Results {
    return {{"w", vectorOf(succeeded(solver).eigenvalues())}, {"v", matrixOf(solver.eigenvectors())}};
  };
  const Matrix<T> a = square<T>(call, "a");
  if (isWay("--eigh", "direct") && a.rows() == 2) return resultOf(Eigen::SelfAdjointEigenSolver<Eigen::Matrix<T, 2, 2>>().computeDirect(a));
  if (isWay("--eigh", "direct") && a.rows() == 3) return resultOf(Eigen::SelfAdjointEigenSolver<Eigen::Matrix<T, 3, 3>>().computeDirect(a));
  return resultOf(Eigen::SelfAdjointEigenSolver<Matrix<T>>(a));
}
template <class T> Results eig(const Call& call) {
  const Eigen::EigenSolver<Matrix<T>> solver(square<T>(call, "a"));
  return {{"w", vectorOf(succeeded(solver).eigenvalues())}, {"v", matrixOf(solver.eigenvectors())}};
}
template <class T> Results schur(const Call& call) {
  const Eigen::RealSchur<Matrix<T>> schur(square<T>(call, "a"));
  return {{"q", matrixOf(succeeded(schur).matrixU())}, {"t", matrixOf(schur.matrixT())}};
}
template <class T> Results triangularSolve(const Call& call) {
  const View<T> t = square<T>(call, "t"), b = matrix<T>(call, "b");
  eigen_assert(t.rows() == b.rows());
  const bool transpose = call.flag("transpose"), unit = call.flag("unitDiagonal");
  const auto by = [&](const auto& triangle) -> Results {
    if (transpose) return {{"x", matrixOf(triangle.transpose().solve(b))}};
    return {{"x", matrixOf(triangle.solve(b))}};
  };
  if (call.flag("lower")) return unit ? by(t.template triangularView<Eigen::UnitLower>()) : by(t.template triangularView<Eigen::Lower>());
  return unit ? by(t.template triangularView<Eigen::UnitUpper>()) : by(t.template triangularView<Eigen::Upper>());
}

}  // namespace

template <class T> std::map<std::string, Function> operationsOf() {
  return {
      {"tensor.add", add<T>},
      {"tensor.mul", multiply<T>},
      {"tensor.div", divide<T>},
      {"tensor.where", where<T>},
      {"tensor.clip", clip<T>},
      {"tensor.round", round<T>},
      {"tensor.sum", sum<T>},
      {"tensor.mean", mean<T>},
      {"tensor.max", max<T>},
      {"tensor.argmax", argmax<T>},
      {"tensor.permute", permute<T>},
      {"tensor.reshape", reshape<T>},
      {"linalg.matmul", matmul<T>},
      {"linalg.dot", dot<T>},
      {"linalg.outer", outer<T>},
      {"linalg.frobeniusNorm", frobeniusNorm<T>},
      {"linalg.norm", norm<T>},
      {"linalg.spectralNorm", spectralNorm<T>},
      {"linalg.dft", dft<T>},
      {"multilinear.kron", kron<T>},
      {"multilinear.vec", vec<T>},
      {"decompositions.cholesky", cholesky<T>},
      {"decompositions.det", det<T>},
      {"decompositions.eig", eig<T>},
      {"decompositions.eigh", eigh<T>},
      {"decompositions.inv", inv<T>},
      {"decompositions.lu", lu<T>},
      {"decompositions.pinv", pinv<T>},
      {"decompositions.qr", qr<T>},
      {"decompositions.schur", schur<T>},
      {"decompositions.solve", solve<T>},
      {"decompositions.svd", svd<T>},
      {"decompositions.triangularSolve", triangularSolve<T>}};
}
