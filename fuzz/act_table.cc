// Tables of acts and of groups: any bytes are read or refused, and what is read can be counted.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/exchange/bundle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (servanda::read_groups(text)) return 0;
  servanda::ActTable table;
  if (!table.read_for(0, text)) return 0;
  const servanda::Deeds deeds = table.deeds(0, table.rows().size());
  servanda::Clauses clauses;
  clauses.force.emplace();
  clauses.force->on = servanda::Trigger::On::consents;
  clauses.force->count = 2;
  clauses.force->after = {1, 0};
  clauses.withdrawal.emplace();
  clauses.withdrawal->notice = servanda::Period{6, 0};
  const servanda::Derivation found =
      servanda::derive(clauses, deeds, {servanda::make_day(2020, 1, 1)});
  if (found.in_force && found.readings.empty()) std::abort();
  return 0;
}
