#include "servanda/register/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "servanda/base/sha256.h"
#include "servanda/journal/journal.h"
#include "servanda/register/loader.h"

namespace servanda {

Result<BatchMark> settled_mark(const Batch& batch, std::optional<Instant> last) {
  BatchMark mark = batch.mark;
  if (mark.key.empty()) mark.key = sha256_hex(batch.text);
  if (last && mark.at.utc < last->utc) {
    if (last->utc - mark.at.utc > kClockSlack) {
      return Error{Code::conflict,
                   fmt::format("the clock says {}, but the last batch came in at {}",
                               to_text(mark.at), to_text(*last)),
                   "set the clock right: what is known when must not go backwards"};
    }
    mark.at = *last;
  }
  return mark;
}

std::string marked_text(const BatchMark& mark, const std::string& text) {
  Register reg;
  reg.batches.push_back(mark);
  std::string marked = format_register(reg);
  if (!text.empty()) marked += "\n" + text;
  return marked;
}

Status sound_with(const LoadedRegister& loaded, std::size_t file, const std::string& name) {
  if (const std::string first = first_error_in(loaded, file); !first.empty()) {
    return Error{
        Code::parse,
        fmt::format("the register with {} would have faults; the first is\n{}", name, first),
        "nothing was written"};
  }
  for (const FileFault& fault : loaded.faults) {
    if (fault.file != file) continue;
    const bool decision = std::any_of(
        loaded.reg.decisions.begin(), loaded.reg.decisions.end(), [&](const Decision& d) {
          return d.origin.file == file && d.origin.span == fault.diagnostic.span;
        });
    if (decision) {
      return Error{Code::conflict, fault.diagnostic.message,
                   "look at what was decided, then decide again: nothing was written"};
    }
  }
  return Done{};
}

std::vector<BatchMark> marks_in(std::string_view text) {
  std::vector<BatchMark> marks;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with("batch ")) {
      ParsedJournal parsed = parse_journal(SourceText("", std::string(line)));
      for (BatchMark& mark : parsed.reg.batches) marks.push_back(std::move(mark));
    }
    at = end + 1;
  }
  return marks;
}

Status check_document_path(const std::string& path) {
  const std::filesystem::path name(path);
  bool plain = !path.empty() && name.is_relative() && path.size() <= 200;
  for (const auto& part : name) plain = plain && is_file_name(part.string());
  if (plain) return Done{};
  return Error{Code::invalid_argument, fmt::format("\"{}\" is no place for a document", path),
               "a path below the register, of letters, digits, \"-\", \".\" and \"_\""};
}

}  // namespace servanda
