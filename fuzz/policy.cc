// A policy for weighing sources: any bytes are read or refused; what is read says the same again.
#include "servanda/model/policy.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto policy =
      servanda::parse_policy(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!policy) return 0;
  const auto again = servanda::parse_policy_order(servanda::policy_order(*policy));
  if (!again || *again != policy->rank) std::abort();
  return 0;
}
