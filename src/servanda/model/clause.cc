#include "servanda/model/clause.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace servanda {
namespace {

// In the order of the enumerators. The last two are keys of the contract rather than values of
// "on", hence their underscores.
constexpr std::array<std::string_view, 13> kTriggers{
    "signature", "exchange",     "last-notification", "first-notification",
    "consents",  "all-consents", "own-consent",       "date",
    "treaty",    "meeting",      "decision",          "later_of",
    "first_of"};
constexpr std::array<std::string_view, 4> kRenewals{"automatic", "automatic-indefinite",
                                                    "by-agreement", "none"};

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& table, std::string_view word) {
  const auto found = std::find(table.begin(), table.end(), word);
  if (found == table.end()) return std::nullopt;
  return static_cast<Enum>(found - table.begin());
}

}  // namespace

std::string_view to_text(Trigger::On on) {
  return kTriggers[static_cast<std::size_t>(on)];
}

std::optional<Trigger::On> find_trigger(std::string_view word) {
  return find<Trigger::On>(kTriggers, word);
}

std::vector<std::string_view> trigger_words() {
  return {kTriggers.begin(), kTriggers.end()};
}

std::string_view to_text(Renewal::Kind kind) {
  return kRenewals[static_cast<std::size_t>(kind)];
}

std::optional<Renewal::Kind> find_renewal_kind(std::string_view word) {
  return find<Renewal::Kind>(kRenewals, word);
}

std::vector<std::string_view> renewal_kind_words() {
  return {kRenewals.begin(), kRenewals.end()};
}

}  // namespace servanda
