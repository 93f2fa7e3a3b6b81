// An adapter that tells what the kit gave it: for the tests of the kit.
#include <algorithm>
#include <cmath>

#include "../../../kits/cpp/tensor_laws.hpp"

using namespace tensor_laws;

namespace {

Tensor filled(const Shape& shape, double value) {
  Tensor out = Tensor::zeros<double>(shape);
  std::fill_n(out.data<double>(), countOf(shape), value);
  return out;
}

Results clip(const Call& call) {
  if (std::isnan(call.real("min"))) throw std::invalid_argument("min is not a number");
  if (call.real("min") == 13) throw std::invalid_argument("min is a float");
  return {{"y", call.input("x")}};
}

Results add(const Call& call) {
  const Tensor &a = call.input("a"), &b = call.input("b");
  if (a.memory == b.memory && a.start == b.start) return {{"c", filled(a.shape, 2)}};
  return {{"c", filled(a.shape, a.memory == b.memory)}};
}

Results stack(const Call& call) {
  const Tensors& xs = call.list("xs");
  if (call.integer("axis") != 0 || countOf(xs[0].shape) != 1) throw Unsupported("single numbers only");
  Tensor y = Tensor::zeros<double>({static_cast<std::int64_t>(xs.size()), 1});
  for (std::size_t k = 0; k < xs.size(); k++) y.data<double>()[k] = *xs[k].data<double>();
  return {{"y", y}};
}

Results split(const Call& call) {
  const Tensor& x = call.input("x");
  Tensors parts;
  for (std::int64_t k = 0; k < call.integer("parts"); k++) {
    Tensor part = x;
    part.shape[0] = x.shape[0] / call.integer("parts");
    part.start += k * part.shape[0] * x.strides[0] * widthOf(x.dtype);
    parts.push_back(part);
  }
  return {{"ys", parts}};
}

Results dot(const Call& call) {
  const double first = *call.input("a").data<double>();
  if (first == 1) throw std::domain_error("too small");
  if (first == 2) throw Unsupported("only on Sundays");
  if (first == 3) call.integer("three");
  if (first == 4) throw Fatal("the device is lost");
  std::cout << "what a library prints is a line of its own\n";
  return {{"c", filled({}, first)}};
}

Results addGradient(const Call& call) { return {{"a", call.cotangent("c")}, {"b", call.cotangent("c")}}; }

}  // namespace

int main() {
  return serve({"kit",
                "1.0.0",
                R"({"dtype": ["float64", "float32", "float16", "bfloat16"]})",
                {{"tensor.clip", clip}, {"tensor.add", add}, {"tensor.stack", stack}, {"tensor.split", split}, {"linalg.dot", dot}},
                {{"tensor.add", addGradient}},
                {"transposed", "sliced", "reversed", "padded", "offset", "broadcast"}});
}
