#include "servanda/cli/parties.h"

#include <nlohmann/json.hpp>

#include "servanda/query/parties.h"
#include "servanda/render/parties.h"

namespace servanda::cli {

int run_parties(const std::string& treaty, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<PartiesAnswer> answer =
      ask_parties(asked->loaded.reg, treaty, asked->on, asked->known);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(parties_to_json(*answer));
  } else {
    print(render_parties(*answer, style_of(common)));
  }
  return answer->least == answer->most ? kAnswered : kOpen;
}

}  // namespace servanda::cli
