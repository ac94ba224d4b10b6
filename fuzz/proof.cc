// Proofs come from strangers: reading and checking one must neither crash nor accept nonsense.

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "servanda/proof/checker.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  const Result<Json> json = parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  const Result<Proof> proof = proof_from_json(*json);
  if (!proof) return 0;
  const CheckReport report = check_proof(*proof);
  // What was read must be written the same way again, accepted or not.
  const Json written = to_json(*proof);
  const Result<Proof> again = proof_from_json(written);
  if (!again || print_json(to_json(*again)) != print_json(written)) std::abort();
  if (report.ok() && !check_proof(*again).ok()) std::abort();
  return 0;
}
