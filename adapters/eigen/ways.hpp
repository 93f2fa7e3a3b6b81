// The ways in which Eigen is called, and what it is called for.
#pragma once

#include "../../kits/cpp/tensor_laws.hpp"

/// What the command line asks for, by the names of its options.
inline std::map<std::string, std::string> ways{
    {"--svd", "bdc"}, {"--solve", "partial"}, {"--eigh", "iterative"}, {"--norm", "plain"}, {"--sizes", "dynamic"}};

inline bool isWay(const char* option, const char* value) { return ways.at(option) == value; }

/// By ids of the specification; each type is compiled by itself, in double.cpp and float.cpp.
template <class T> std::map<std::string, tensor_laws::Function> operationsOf();
