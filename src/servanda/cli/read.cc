#include "servanda/cli/cli.h"
namespace servanda::cli {
int run_read(const ReadOrder&, const Common&) {
  return wrong_use("not yet");
}
}  // namespace servanda::cli
