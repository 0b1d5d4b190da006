#include <iostream>

#include "datasets/command.h"

int main(int argument_count, char** arguments) {
  return headroom::datasets::run_command(argument_count, arguments, std::cout, std::cerr);
}
