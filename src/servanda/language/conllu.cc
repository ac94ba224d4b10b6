#include "servanda/language/conllu.h"

#include <array>
#include <charconv>
#include <utility>

#include "servanda/base/table.h"

namespace servanda {
namespace {

/// A whole number, or -1.
int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

bool no_space_after(std::string_view misc) {
  for (const std::string_view part : split(misc, '|')) {
    if (part == "SpaceAfter=No") return true;
  }
  return false;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<std::vector<ConlluSentence>> run() {
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      std::string_view line = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++line_;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) {
        SERVANDA_RETURN_IF_ERROR(close());
      } else if (line.front() == '#') {
        comment(line);
      } else {
        SERVANDA_RETURN_IF_ERROR(word(line));
      }
    }
    SERVANDA_RETURN_IF_ERROR(close());
    return std::move(sentences_);
  }

 private:
  Error fault(const std::string& message) const {
    return {Code::parse, "line " + std::to_string(line_) + ": " + message,
            "ten columns between tabs, as Universal Dependencies define CoNLL-U"};
  }

  void comment(std::string_view line) {
    const auto value = [&](std::string_view key) {
      return line.starts_with(key) ? line.substr(key.size()) : std::string_view();
    };
    if (const std::string_view id = value("# sent_id = "); !id.empty()) open_.id = id;
    if (const std::string_view text = value("# text = "); !text.empty()) open_.text = text;
    if (line.starts_with("# newdoc")) open_.opens_document = open_.opens_paragraph = true;
    if (line.starts_with("# newpar")) open_.opens_paragraph = true;
  }

  Status word(std::string_view line) {
    const std::vector<std::string_view> columns = split(line, '\t');
    if (columns.size() != 10)
      return fault("has " + std::to_string(columns.size()) + " columns, not ten");
    const std::string_view id = columns[0];
    if (id.find('.') != std::string_view::npos) return Done{};
    if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
      together_until_ = number(id.substr(dash + 1));
      together_space_ = !no_space_after(columns[9]);
      return Done{};
    }
    const int index = number(id);
    if (index != static_cast<int>(open_.words.size()) + 1)
      return fault("the word's id \"" + std::string(id) + "\" does not count on");
    ConlluWord made;
    made.form = columns[1];
    made.tag = columns[4];
    made.head = number(columns[6]) - 1;
    if (made.head < -1) return fault("the head \"" + std::string(columns[6]) + "\" is no number");
    made.relation = columns[7];
    made.space_after = !no_space_after(columns[9]);
    if (index < together_until_) made.space_after = false;
    if (index == together_until_) made.space_after = together_space_;
    open_.words.push_back(std::move(made));
    return Done{};
  }

  Status close() {
    together_until_ = 0;
    if (open_.words.empty()) return Done{};
    for (const ConlluWord& one : open_.words) {
      if (one.head >= static_cast<int>(open_.words.size()))
        return fault("a head lies outside of the sentence before");
    }
    sentences_.push_back(std::exchange(open_, ConlluSentence{}));
    return Done{};
  }

  std::string_view text_;
  std::size_t line_ = 0;
  ConlluSentence open_;
  int together_until_ = 0;
  bool together_space_ = true;
  std::vector<ConlluSentence> sentences_;
};

}  // namespace

Result<std::vector<ConlluSentence>> parse_conllu(std::string_view text) {
  return Reader(text).run();
}

std::string_view universal_tag(std::string_view tag, std::string_view relation) {
  const bool auxiliary = relation.starts_with("aux") || relation == "cop";
  if (tag == "MD") return "AUX";
  if (tag.starts_with("VB")) return auxiliary ? "AUX" : "VERB";
  if (tag == "IN") return relation == "mark" ? "SCONJ" : "ADP";
  if (tag == "WDT" || tag == "WP") return relation == "det" ? "DET" : "PRON";
  if (tag == "DT" || tag == "PDT") return relation.starts_with("det") ? "DET" : "PRON";
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kTags = {{
      {"NN", "NOUN"},     {"NNS", "NOUN"}, {"NNP", "PROPN"}, {"NNPS", "PROPN"}, {"JJ", "ADJ"},
      {"JJR", "ADJ"},     {"JJS", "ADJ"},  {"AFX", "ADJ"},   {"RB", "ADV"},     {"RBR", "ADV"},
      {"RBS", "ADV"},     {"WRB", "ADV"},  {"RP", "ADP"},    {"TO", "PART"},    {"POS", "PART"},
      {"CC", "CCONJ"},    {"CD", "NUM"},   {"PRP", "PRON"},  {"PRP$", "PRON"},  {"WP$", "PRON"},
      {"EX", "PRON"},     {"UH", "INTJ"},  {"FW", "X"},      {"GW", "X"},       {"ADD", "X"},
      {"LS", "X"},        {"$", "SYM"},    {"SYM", "SYM"},   {"HYPH", "PUNCT"}, {"-LRB-", "PUNCT"},
      {"-RRB-", "PUNCT"}, {"``", "PUNCT"}, {"''", "PUNCT"},  {"NFP", "PUNCT"},  {",", "PUNCT"},
      {".", "PUNCT"},
  }};
  for (const auto& [penn, universal] : kTags) {
    if (penn == tag) return universal;
  }
  return tag == ":" ? "PUNCT" : "X";
}

}  // namespace servanda
