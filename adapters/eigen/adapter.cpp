// Eigen as tensor-laws sees it, in double and in float. `make` builds it as build/adapter:
//
//     adapter [--svd bdc|jacobi] [--solve partial|full|qr] [--eigh iterative|direct] [--norm plain|stable] [--sizes dynamic|fixed]
//
// `direct` is SelfAdjointEigenSolver::computeDirect, the closed form for 2 by 2 and 3 by 3; `fixed` takes matrices of up to 4 by 4 as types
// of that size, whose determinants and inverses are closed forms too. Eigen documents that both trade accuracy for speed.
#include <Eigen/Core>

#include "ways.hpp"

using namespace tensor_laws;

namespace {

/// The data type of a call: that of its first operand of a floating-point type.
bool isSingle(const Call& call) {
  for (const auto& [name, operand] : call.inputs)
    if (const Tensor* one = std::get_if<Tensor>(&operand); one && one->dtype != "int32")
      return one->dtype == "float32" || one->dtype == "complex64";
  return false;
}

std::map<std::string, Function> operations() {
  std::map<std::string, Function> all = operationsOf<double>();
  const auto single = operationsOf<float>();
  for (auto& [id, function] : all)
    function = [ofDouble = function, ofSingle = single.at(id)](const Call& call) { return (isSingle(call) ? ofSingle : ofDouble)(call); };
  return all;
}

// Eigen has vectors and matrices. Solvers by PartialPivLU are documented not to look whether a matrix is singular; maxima of NaN are documented
// to be undefined, and of their places nothing is said.
const char* profile = R"({
  "dtype": ["float64", "float32"],
  "batches": "none",
  "ranks": [0, 2],
  "refusal": "nan",
  "operations": {
    "tensor.argmax": {"nonfinite": "undefined"},
    "tensor.clip": {"nonfinite": "undefined"},
    "tensor.max": {"nonfinite": "undefined"}
  }
})";

}  // namespace

int main(int count, char** arguments) {
  for (int k = 1; k < count; k += 2) {
    if (ways.count(arguments[k]) == 0 || k + 1 == count) return std::cerr << "no option with a value: " << arguments[k] << "\n", 2;
    ways[arguments[k]] = arguments[k + 1];
  }
  const auto number = [](int part) { return std::to_string(part); };
  const std::string version = number(EIGEN_WORLD_VERSION) + "." + number(EIGEN_MAJOR_VERSION) + "." + number(EIGEN_MINOR_VERSION);
  return serve({"eigen", version, profile, operations(), {}, {"transposed", "sliced", "reversed", "padded", "offset", "broadcast"}});
}
