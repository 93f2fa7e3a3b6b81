// What a C++ program needs to be judged by tensor-laws: it speaks conformance/PROTOCOL.md, so that an adapter is a table of functions.
// C++17, the standard library only. adapters/eigen is an example.
//     Results vec(const Call& call) {
//       const Tensor& a = call.input("a");                     // element (i, j) is a.data<double>()[i * a.strides[0] + j * a.strides[1]]
//       Tensor x = Tensor::zeros<double>({a.shape[0] * a.shape[1]});
//       ..
//       return {{"x", x}};
//     }
//     int main() { return serve({"mine", "1.0", R"({"dtype": ["float64"]})", {{"multilinear.vec", vec}}}); }
//
// A function throws Unsupported for a case that the library does not offer, and Refused where the library says no otherwise than by an
// exception. Any other std::exception is the library's own, and counts as its refusal, but for those of memory and casts.
#pragma once

#include <algorithm>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>

namespace tensor_laws {

/// An answer that is no result.
struct NoResult : std::runtime_error {
  const char* type;
  NoResult(const char* type, const std::string& message) : runtime_error(message), type(type) {}
};
/// The library does not offer this case: counted, and speaks against nobody.
struct Unsupported : NoResult { explicit Unsupported(const std::string& message) : NoResult("unsupported", message) {} };
/// The library says that it does not take this input.
struct Refused : NoResult { explicit Refused(const std::string& message) : NoResult("refused", message) {} };
/// The adapter itself is wrong.
struct AdapterError : NoResult { explicit AdapterError(const std::string& message) : NoResult("errored", message) {} };
/// Nothing can be computed any more in this process.
struct Fatal : NoResult { explicit Fatal(const std::string& message) : NoResult("fatal", message) {} };

struct Json {
  using List = std::vector<Json>;
  using Members = std::vector<std::pair<std::string, Json>>;
  std::variant<std::nullptr_t, bool, double, std::string, List, Members> value;

  template <class T> Json(T of) : value(std::move(of)) {}
  /// Laws ask for axes that are no whole numbers: what a type of C++ rules out is not offered.
  template <class T> const T& as() const {
    if (const T* found = std::get_if<T>(&value)) return *found;
    throw Unsupported("of another type than is taken here: " + text());
  }
  std::int64_t integer() const { return static_cast<std::int64_t>(as<double>()); }
  std::vector<std::int64_t> integers() const {
    std::vector<std::int64_t> all;
    for (const Json& entry : as<List>()) all.push_back(entry.integer());
    return all;
  }
  /// The member of that name, or nullptr.
  const Json* find(const std::string& name) const {
    for (const auto& [key, member] : as<Members>())
      if (key == name) return &member;
    return nullptr;
  }
  const Json& operator[](const std::string& name) const {
    const Json* found = find(name);
    return found ? *found : throw AdapterError("there is no " + name + " in " + text());
  }

  std::string text() const {
    std::string out;
    char digits[32];
    if (const List* list = std::get_if<List>(&value)) {
      for (const Json& entry : *list) out += "," + entry.text();
      return "[" + out.substr(out.empty() ? 0 : 1) + "]";
    }
    if (const Members* members = std::get_if<Members>(&value)) {
      for (const auto& [key, member] : *members) out += "," + quoted(key) + ":" + member.text();
      return "{" + out.substr(out.empty() ? 0 : 1) + "}";
    }
    if (const std::string* words = std::get_if<std::string>(&value)) return quoted(*words);
    if (const double* number = std::get_if<double>(&value)) return std::snprintf(digits, sizeof digits, "%.17g", *number), digits;
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    return "null";
  }
  /// Of control characters nothing is said but that one is there.
  static std::string quoted(const std::string& words) {
    std::string out = "\"";
    for (const char c : words) {
      if (c == '"' || c == '\\') out += '\\';
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
  }
};

struct JsonReader {
  const std::string& text;
  std::size_t at = 0;

  [[noreturn]] Json fail(const char* expected) const {
    throw AdapterError("JSON: expected " + std::string(expected) + " at character " + std::to_string(at) + " of " + text.substr(0, 200));
  }
  char next() {
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    return at < text.size() ? text[at] : '\0';
  }
  bool take(const std::string& what) { return next(), text.compare(at, what.size(), what) == 0 && (at += what.size()); }
  bool goesOn(bool isFirst, const char* end) { return !take(end) && (isFirst || take(",") || (fail("a comma"), true)); }
  Json whole() {
    const Json value = any();
    return next() == '\0' ? value : fail("the end");
  }
  Json any() {
    if (next() == '"') return string();
    if (take("{")) {
      Json::Members all;
      while (goesOn(all.empty(), "}")) {
        std::string name = next() == '"' ? string() : fail("a name").text();
        if (!take(":")) fail("a colon");
        all.emplace_back(std::move(name), any());
      }
      return all;
    }
    if (take("[")) {
      Json::List all;
      while (goesOn(all.empty(), "]")) all.push_back(any());
      return all;
    }
    if (take("null")) return nullptr;
    if (take("true") || take("false")) return text[at - 2] == 'u';
    char* end = nullptr;
    const double number = std::strtod(text.c_str() + at, &end);
    if (end == text.c_str() + at) fail("a value");
    return at = static_cast<std::size_t>(end - text.c_str()), number;
  }
  // The names and texts that the judge sends are of one line.
  std::string string() {
    std::string out;
    for (at++; at < text.size() && text[at] != '"'; at++) {
      if (text[at] == '\\' && std::strchr("\"\\", text[at + 1]) == nullptr) fail("no other escapes than of quotation marks and backslashes");
      out += text[at] == '\\' ? text[++at] : text[at];
    }
    if (at++ >= text.size()) fail("a quotation mark");
    return out;
  }
};

using Bytes = std::vector<unsigned char>;
constexpr char base64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline std::string toBase64(const Bytes& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; k++) group = group << 8 | (k < count ? bytes[i + k] : 0u);
    for (std::size_t k = 0; k < 4; k++) out += k <= count ? base64Digits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

inline Bytes fromBase64(const std::string& text) {
  Bytes out;
  unsigned group = 0, bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const void* found = std::memchr(base64Digits, c, 64);
    if (found == nullptr) throw AdapterError(std::string("base64: no digit: ") + c);
    group = group << 6 | static_cast<unsigned>(static_cast<const char*>(found) - base64Digits);
    if ((bits += 6) >= 8) out.push_back(static_cast<unsigned char>(group >> (bits -= 8)));
  }
  return out;
}

using Shape = std::vector<std::int64_t>;

inline std::int64_t countOf(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

inline Shape rowMajor(const Shape& shape) {
  Shape strides(shape.size());
  for (std::int64_t k = static_cast<std::int64_t>(shape.size()), stride = 1; k-- > 0; stride *= shape[k]) strides[k] = stride;
  return strides;
}

/// Bytes of an element, by the bits in the name of its data type; a bool has one.
inline std::int64_t widthOf(const std::string& dtype) {
  const std::size_t digits = dtype.find_first_of("0123456789");
  return digits == std::string::npos ? 1 : std::stoi(dtype.substr(digits)) / 8;
}

/// The name of T's data type. C++17 has none for 16 bits: numbers of float16 and bfloat16 are taken as bits, by Tensor::bytes().
template <class T> inline constexpr const char* dtypeOf = nullptr;
template <> inline constexpr const char* dtypeOf<double> = "float64";
template <> inline constexpr const char* dtypeOf<float> = "float32";
template <> inline constexpr const char* dtypeOf<std::complex<double>> = "complex128";
template <> inline constexpr const char* dtypeOf<std::complex<float>> = "complex64";
template <> inline constexpr const char* dtypeOf<std::int64_t> = "int64";
template <> inline constexpr const char* dtypeOf<std::int32_t> = "int32";

/// A view of memory, which copies of it share: element (i, j, ..) is data<T>()[i * strides[0] + j * strides[1] + ..].
struct Tensor {
  std::string dtype;
  Shape shape, strides;
  std::shared_ptr<Bytes> memory;
  std::int64_t start = 0;  // in bytes

  template <class T> static Tensor zeros(const Shape& shape) {
    return {dtypeOf<T>, shape, rowMajor(shape), std::make_shared<Bytes>(countOf(shape) * sizeof(T))};
  }
  unsigned char* bytes() const { return memory->data() + start; }
  template <class T> T* data() const {
    if (dtype != dtypeOf<T>) throw Unsupported("an operand of " + dtype + " where " + dtypeOf<T> + " is meant");
    return reinterpret_cast<T*>(bytes());
  }
  /// Calls visit(its place in row-major order, its place in memory) for every element, both in bytes.
  template <class Visit> void each(Visit visit) const {
    for (std::int64_t i = 0, width = widthOf(dtype); i < countOf(shape); i++) {
      std::int64_t rest = i, at = 0;
      for (std::size_t k = shape.size(); k-- > 0; rest /= shape[k]) at += rest % shape[k] * strides[k];
      visit(i * width, bytes() + at * width);
    }
  }
  Bytes elements() const {
    Bytes out(countOf(shape) * widthOf(dtype));
    each([&](std::int64_t i, const unsigned char* from) { std::memcpy(out.data() + i, from, widthOf(dtype)); });
    return out;
  }
  Json json() const {
    const std::vector<double> sizes(shape.begin(), shape.end());
    return Json::Members{{"dtype", dtype}, {"shape", Json::List(sizes.begin(), sizes.end())}, {"data", toBase64(elements())}};
  }
};

/// These elements, given in row-major order, in that memory layout at the end of that memory; NaN lies between and behind them.
inline Tensor arranged(const std::string& dtype, const Shape& shape, const Bytes& elements, const std::string& layout,
                       const std::shared_ptr<Bytes>& memory) {
  const std::int64_t rank = static_cast<std::int64_t>(shape.size()), last = rank - 1, width = widthOf(dtype);
  if (static_cast<std::int64_t>(elements.size()) != countOf(shape) * width) throw AdapterError("data and shape of an operand do not fit");
  Shape extents = shape;
  if (rank > 0) extents[last] = layout == "padded" ? shape[last] + 3 : layout == "sliced" ? shape[last] * 2 : shape[last];
  const std::int64_t begin = static_cast<std::int64_t>(memory->size() + 15) / 16 * 16;
  Tensor out{dtype, shape, rowMajor(extents), memory, begin + (layout == "offset" ? width : 0)};
  if (rank > 0 && layout == "sliced") out.strides[last] = 2;
  if (layout == "transposed")
    for (std::int64_t k = 0, stride = 1; k < rank; stride *= shape[k++]) out.strides[k] = stride;
  if (layout == "reversed" && countOf(shape) > 0) {
    for (std::int64_t& stride : out.strides) stride = -stride;
    out.start += (countOf(shape) - 1) * width;
  }
  if (rank > 0 && layout == "broadcast") out.strides[0] = 0;
  memory->resize(begin + (countOf(extents) + 1) * width, 0xff);
  out.each([&](std::int64_t i, unsigned char* to) { std::memcpy(to, elements.data() + i, width); });
  return out;
}

using Tensors = std::vector<Tensor>;
using Results = std::map<std::string, std::variant<Tensor, Tensors>>;

inline Json jsonOf(const Tensor& tensor) { return tensor.json(); }
inline Json jsonOf(const Tensors& tensors) {
  Json::List list;
  for (const Tensor& tensor : tensors) list.push_back(tensor.json());
  return list;
}
inline Json jsonOf(const Results& results) {
  Json::Members all;
  for (const auto& [name, value] : results) all.emplace_back(name, std::visit([](const auto& one) { return jsonOf(one); }, value));
  return all;
}

/// What is asked: operands by the names of the signature, and attributes by theirs.
class Call {
 public:
  Results inputs, cotangents;

  explicit Call(const Json& run) : attributes(run["attributes"]), common(run.find("storage") ? std::make_shared<Bytes>() : nullptr) {
    read(run["inputs"], inputs);
    if (const Json* given = run.find("cotangents")) read(*given, cotangents);
  }
  /// False for an optional input that is absent.
  bool has(const std::string& name) const { return inputs.count(name) > 0; }
  const Tensor& input(const std::string& name) const { return operand<Tensor>(inputs, name); }
  const Tensors& list(const std::string& name) const { return operand<Tensors>(inputs, name); }
  const Tensor& cotangent(const std::string& name) const { return operand<Tensor>(cotangents, name); }

  bool isNull(const std::string& name) const { return std::holds_alternative<std::nullptr_t>(attributes[name].value); }
  bool flag(const std::string& name) const { return attributes[name].as<bool>(); }
  std::int64_t integer(const std::string& name) const { return attributes[name].integer(); }
  const std::string& text(const std::string& name) const { return attributes[name].as<std::string>(); }
  double real(const std::string& name) const {
    const Json& number = attributes[name]["real"];
    const std::string* word = std::get_if<std::string>(&number.value);
    return word ? std::strtod(word->c_str(), nullptr) : number.as<double>();
  }
  Shape integers(const std::string& name) const { return attributes[name].integers(); }

 private:
  Json attributes;
  std::shared_ptr<Bytes> common;

  template <class T> static const T& operand(const Results& among, const std::string& name) {
    const auto found = among.find(name);
    if (found != among.end() && std::holds_alternative<T>(found->second)) return std::get<T>(found->second);
    throw AdapterError("no operand " + name + " was given, or a list where one tensor was asked for, or the other way round");
  }
  void read(const Json& given, Results& into) const {
    for (const auto& [name, operand] : given.as<Json::Members>()) {
      if (std::holds_alternative<Json::List>(operand.value)) {
        Tensors& list = std::get<Tensors>(into[name] = Tensors());
        for (const Json& member : operand.as<Json::List>()) list.push_back(tensorOf(member));
      } else {
        into[name] = tensorOf(operand);
      }
    }
  }
  Tensor tensorOf(const Json& given) const {
    if (const Json* same = given.find("same")) {
      const std::string& path = same->as<std::string>();
      const std::size_t dot = path.find('.');
      return dot == std::string::npos ? input(path) : list(path.substr(0, dot)).at(std::stoul(path.substr(dot + 1)));
    }
    const Json* layout = given.find("layout");
    return arranged(given["dtype"].as<std::string>(), given["shape"].integers(), fromBase64(given["data"].as<std::string>()),
                    layout ? layout->as<std::string>() : "", common ? common : std::make_shared<Bytes>());
  }
};

using Function = std::function<Results(const Call&)>;

/// What the library is and offers. `profile` is JSON (docs/profile.md); `gradients` answer by the names of the inputs.
struct Adapter {
  std::string name, version, profile;
  std::map<std::string, Function> operations, gradients = {};
  std::vector<std::string> layouts = {};
};

inline Json readyOf(const Adapter& adapter) {
  Json::List operations, gradients, layouts(adapter.layouts.begin(), adapter.layouts.end());
  for (const auto& [id, function] : adapter.operations) operations.push_back(id);
  for (const auto& [id, function] : adapter.gradients) gradients.push_back(id);
  return Json::Members{{"type", std::string("ready")}, {"protocol", 1.0}, {"name", adapter.name}, {"version", adapter.version},
                       {"profile", JsonReader{adapter.profile}.whole()}, {"operations", operations}, {"gradients", gradients},
                       {"layouts", layouts}};
}

inline Json::Members resultOf(const Json& run, const Adapter& adapter) {
  const std::string &kind = run["kind"].as<std::string>(), &operation = run["operation"].as<std::string>();
  if (kind == "echo") return {{"type", std::string("result")}, {"id", run["id"]}, {"outputs", Json::Members()}, {"operands", jsonOf(Call(run).inputs)}};
  const auto& table = kind == "vjp" ? adapter.gradients : adapter.operations;
  const auto function = table.find(operation);
  if ((kind != "forward" && kind != "vjp") || function == table.end()) throw Unsupported(kind + " of " + operation);
  const Call call(run);
  Json::Members result{{"type", std::string("result")}, {"id", run["id"]}, {"outputs", jsonOf(function->second(call))}};
  if (const Json* readBack = run.find("readBack"); readBack && readBack->as<bool>()) {
    Results operands = call.inputs;
    operands.insert(call.cotangents.begin(), call.cotangents.end());
    result.emplace_back("operands", jsonOf(operands));
  }
  return result;
}

inline Json::Members answerTo(const Json& run, const Adapter& adapter) {
  try {
    return resultOf(run, adapter);
  } catch (const std::exception& error) {
    const NoResult* noResult = dynamic_cast<const NoResult*>(&error);
    const bool isAccident = dynamic_cast<const std::bad_alloc*>(&error) || dynamic_cast<const std::bad_cast*>(&error);
    const std::string type = noResult ? noResult->type : isAccident ? "errored" : "refused", name = typeid(error).name(), message = error.what();
    return {{"type", type}, {"id", run["id"]}, {"name", name}, {"message", message}};
  }
}

/// Answers until the input ends; the value is that of main.
inline int serve(const Adapter& adapter) {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const Json message = JsonReader{line}.whole();
    const std::string& type = message["type"].as<std::string>();
    if (type == "stop") break;
    if (type == "start" && message["protocol"].integer() != 1) {
      std::cerr << "version 1 of the protocol is spoken here, got " << message["protocol"].text() << "\n";
      return 1;
    }
    std::cout << (type == "start" ? readyOf(adapter) : Json(answerTo(message, adapter))).text() << "\n";
    // Answers go out together when no further line is there.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  return 0;
}

}  // namespace tensor_laws
