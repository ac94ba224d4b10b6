// servanda analyse: sentences, words, tags and trees, for people who look for a mistake.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "servanda/cli/analyse_lines.h"
#include "servanda/cli/cli.h"
#include "servanda/language/conllu.h"
#include "servanda/language/decode.h"
#include "servanda/language/parse.h"
#include "servanda/language/sentences.h"
#include "servanda/reader/reported_speech.h"
#include "servanda/register/files.h"

namespace servanda::cli {

std::string syntax_tables_path() {
  namespace fs = std::filesystem;
  constexpr const char* kName = "english.syntax";
  if (const char* folder = std::getenv("SERVANDA_TABLES"); folder != nullptr && *folder != '\0')
    return (fs::path(folder) / kName).string();
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& folder : {program, program / "../share/servanda"}) {
    if (fs::exists(folder / kName, error)) return (folder / kName).lexically_normal().string();
  }
  return (program / kName).string();
}

namespace {

/// Line breaks and tabs would end a field of CoNLL-U.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  return line;
}

std::string conllu(std::string_view text, const SentenceSpan& sentence, const Tree& tree,
                   std::size_t number) {
  std::string out;
  if (sentence.opens_paragraph) out += "# newpar\n";
  out += fmt::format("# sent_id = {}\n# text = {}\n", number, on_one_line(sentence.span.of(text)));
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const ParsedWord& word = tree.words[i];
    const bool close = i + 1 < tree.words.size() && tree.words[i + 1].span.begin == word.span.end;
    out +=
        fmt::format("{}\t{}\t_\t{}\t{}\t_\t{}\t{}\t_\tBytes={}-{}{}\n", i + 1, word.span.of(text),
                    universal_tag(word.tag, word.relation), word.tag, word.head + 1, word.relation,
                    word.span.begin, word.span.end, close ? "|SpaceAfter=No" : "");
  }
  return out + "\n";
}

std::string page(std::string_view text, const Tree& tree) {
  std::string out;
  for (const ParsedWord& word : tree.words) {
    const std::string_view head =
        word.head < 0 ? "-" : tree.words[static_cast<std::size_t>(word.head)].span.of(text);
    out += fmt::format("  {:<20} {:<6} {:<12} {}\n", word.span.of(text), word.tag, word.relation,
                       head);
  }
  return out + "\n";
}

/// One report a line: cue, source, content, each as its bytes and words.
std::string reports(std::string_view text, const std::vector<ReportedSpeech>& found) {
  const auto cell = [&](const std::vector<Span>& spans) {
    std::string ranges;
    std::string words;
    for (const Span span : spans) {
      ranges += fmt::format("{}{}-{}", ranges.empty() ? "" : ";", span.begin, span.end);
      words += (words.empty() ? "" : " … ") + on_one_line(span.of(text));
    }
    return ranges + "\t" + words;
  };
  std::string out;
  for (const ReportedSpeech& one : found) {
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", one.lemma, one.negated ? "not" : "-",
                       one.own_voice ? "own" : (one.nested ? "nested" : "-"), cell({one.cue}),
                       cell(one.source ? std::vector<Span>{*one.source} : std::vector<Span>{}),
                       cell(one.content));
  }
  return out;
}

}  // namespace

int run_analyse(const AnalyseOrder& order) {
  if (order.about) {
    const Result<SyntaxTables> tables = SyntaxTables::map(syntax_tables_path());
    if (!tables) return fail(tables.error());
    print(std::string(tables->about()));
    return kAnswered;
  }
  if (order.file.empty()) return wrong_use("analyse needs a file", "- is standard input");
  Result<std::string> bytes = order.file == "-" ? read_standard_input() : read_file(order.file);
  if (!bytes) return fail(bytes.error());
  const Result<DecodedText> decoded = decode(*bytes);
  if (!decoded) return fail(decoded.error());
  const std::string& text = decoded->utf8;
  if (order.format == "headlines" || order.format == "dateline") {
    print(order.format == "dateline" ? dateline_line(text) : headline_lines(text));
    return kAnswered;
  }
  const Result<SyntaxTables> tables = SyntaxTables::map(syntax_tables_path());
  if (!tables) return fail(tables.error());
  const Parser parser(*tables);
  std::size_t number = 0;
  SpeechReading reading;
  for_each_sentence(text, [&](const SentenceSpan& sentence) {
    const Tree tree = parser.parse(text, sentence.span);
    ++number;
    if (order.format == "reports") {
      read_reported_speech(text, tree, sentence.opens_paragraph, reading);
    } else {
      print(order.format == "conllu" ? conllu(text, sentence, tree, number) : page(text, tree));
    }
  });
  print(reports(text, reading.found));
  return kAnswered;
}

}  // namespace servanda::cli
