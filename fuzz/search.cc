// What people type into a search box: any words get an answer from a small register, and what is
// marked lies within its text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "servanda/register/search_index.h"

namespace {

servanda::SearchIndex& index() {
  static const std::unique_ptr<servanda::SearchIndex> kIndex = [] {
    const servanda::LoadedRegister loaded = servanda::load_text(servanda::SourceText(
        "fuzz",
        "treaty a \"Treaty on the Comprehensive Strategic Partnership\"\n  parties RUS, IRN\n\n"
        "2025-01-17 sign a by RUS (Vladimir Putin, president), IRN (Masoud Pezeshkian, president) "
        "at Moscow\n\n"
        "event CONSULT by IRN what \"Пезешкиан прибыл в Москву; 条約\"\n"));
    auto made = servanda::index_in_memory(loaded);
    if (!made.ok()) std::abort();
    return std::move(*made);
  }();
  return *kIndex;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  servanda::SearchQuestion question;
  const std::size_t line = text.find('\n');
  question.words = text.substr(0, line);
  if (line != std::string::npos) question.state = text.substr(line + 1);
  const auto answer = index().search(question);
  if (!answer) {
    if (answer.error().code != servanda::Code::invalid_argument) std::abort();
    return 0;
  }
  for (const servanda::SearchHit& hit : answer->hits) {
    for (const servanda::Span& span : hit.marked) {
      if (span.begin >= span.end || span.end > hit.text.size()) std::abort();
    }
  }
  return 0;
}
