#include "operations.hpp"

template std::map<std::string, Function> operationsOf<double>();
