#include "servanda/journal/keywords.h"

#include <algorithm>

#include "servanda/journal/entry_lines.h"

namespace servanda {

const std::vector<std::string_view>& entry_keywords() {
  static const std::vector<std::string_view> kWords{
      "include", "source", "treaty",     "pathway", "incomplete", "group",
      "assert",  "claim",  "deny",       "clause",  "relation",   "quantity",
      "project", "event",  "assessment", "undated", "decision",   "batch"};
  return kWords;
}

const std::vector<std::string_view>& dated_entry_keywords() {
  static const std::vector<std::string_view> kWords{"claim",    "deny",    "clause", "relation",
                                                    "quantity", "project", "event",  "assessment"};
  return kWords;
}

const std::vector<std::string_view>& line_keywords(std::string_view entry) {
  static const std::vector<std::string_view> kNone;
  if (entry == "treaty") return treaty_entry_keys().all;
  if (entry == "source") return source_keys().all;
  if (entry == "pathway") return pathway_keys().all;
  if (entry == "group") return group_keys().all;
  for (const std::string_view alone :
       {"", "include", "incomplete", "assert", "decision", "batch"}) {
    if (entry == alone) return kNone;
  }
  return statement_keys().all;
}

const std::vector<std::string_view>& part_keywords() {
  static const std::vector<std::string_view> kWords{
      "by",    "with",  "to",      "at",    "for",          "until",     "as",       "whom",
      "of",    "undo",  "article", "if",    "effect",       "from",      "on",       "what",
      "count", "under", "per",     "basis", "within",       "waits",     "optional", "to-verify",
      "about", "shall", "may",     "org",   "unauthorised", "provisions"};
  return kWords;
}

const std::vector<std::string_view>& answer_keywords() {
  static const std::vector<std::string_view> kWords{"in-force", "not-in-force", "unknown",
                                                    "disputed", "ambiguous"};
  return kWords;
}

}  // namespace servanda
