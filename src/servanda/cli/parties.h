// parties: who is bound by a treaty on a day, and how many.
#ifndef SERVANDA_CLI_PARTIES_H_
#define SERVANDA_CLI_PARTIES_H_

#include <string>

#include "servanda/cli/cli.h"

namespace servanda::cli {

int run_parties(const std::string& treaty, const Common& common);

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_PARTIES_H_
