#include "servanda/reader/reported_speech.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "servanda/base/table.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

/// Where a verb's content stands.
struct Frame {
  bool clause = false, object = false, infinitive = false, addressee = false;
  bool only = false;  ///< no other content than the frame tells
  std::vector<std::string_view> prepositions = {};
};

/// Verbs, or nouns, of the table by every form that they have.
class Words {
 public:
  explicit Words(std::string_view kind) : nouns_(kind == "noun") {
    for (const Row& row : table_rows(tables::reporting_tsv)) {
      const bool noun = row.field(0).starts_with("noun");
      if (noun != nouns_) continue;
      for (const std::string_view lemma : split(row.field(1), ' ')) {
        Frame& frame = frames_[std::string(lemma)];
        for (const std::string_view part : split(row.field(0), ' ')) {
          if (part == "only") {
            frame.only = true;
          } else if (part == "c") {
            frame.clause = true;
          } else if (part == "o") {
            frame.object = true;
          } else if (part == "i") {
            frame.infinitive = true;
          } else if (part == "a") {
            frame.addressee = true;
          } else if (part != "noun") {
            frame.prepositions.push_back(part);
          }
        }
        if (noun) {
          forms_.emplace(lemma, lemma);
          forms_.emplace(inflect(lemma, kThird), lemma);
          continue;
        }
        for (const VerbForm form : {kBase, kThird, kPast, kIng})
          forms_.emplace(inflect(lemma, form), lemma);
      }
    }
  }

  /// The lemma of a word of the table, or empty.
  std::string_view lemma(std::string_view lower) const {
    if (const WordInfo& info = word_info(lower); info.verb() && !nouns_) {
      const auto known = frames_.find(info.lemma);
      if (known != frames_.end()) return known->first;
    }
    const auto form = forms_.find(std::string(lower));
    return form == forms_.end() ? std::string_view() : std::string_view(form->second);
  }
  const Frame& frame(std::string_view lemma) const { return frames_.at(std::string(lemma)); }

 private:
  bool nouns_;
  std::unordered_map<std::string, Frame> frames_;
  std::unordered_map<std::string, std::string> forms_;
};

const Words& verbs() {
  static const Words kVerbs("verb");
  return kVerbs;
}
const Words& nouns() {
  static const Words kNouns("noun");
  return kNouns;
}

/// A run of words, half-open.
using Range = Tree::Range;

bool is_quote(std::string_view word) {
  return word == "\"" || word == "``" || word == "''" || word == "\u201C" || word == "\u201D";
}

class Finder {
 public:
  Finder(std::string_view text, const Tree& tree, SpeechReading& reading)
      : text_(text), tree_(tree), reading_(reading) {
    children_.resize(size());
    for (int i = 0; i < count(); ++i) {
      lower_.push_back(to_lower(word(i).span.of(text)));
      if (word(i).head >= 0) children_[static_cast<std::size_t>(word(i).head)].push_back(i);
    }
    // Once for all: asked for again and again, subtrees would cost the cube of a long sentence.
    for (int i = 0; i < count(); ++i) ranges_.push_back({i, i + 1});
    for (int i = 0; i < count(); ++i) {
      for (int above = word(i).head; above >= 0; above = word(above).head) {
        Range& range = ranges_[static_cast<std::size_t>(above)];
        range = {std::min(range.begin, i), std::max(range.end, i + 1)};
      }
    }
    find_quotations();
  }

  void run() {
    label();
    for (int i = 0; i < count(); ++i) {
      if (quoted_[static_cast<std::size_t>(i)]) continue;
      if (is(i, "according") && i + 2 < count() && is(i + 1, "to")) according_to(i);
      if (word(i).tag.starts_with("VB")) verb(i);
      if (word(i).tag.starts_with("NN")) noun(i);
      adjective(i);
    }
    for (ReportedSpeech& one : found_) {
      // "…, arguing that …" goes on with what the speaker does, wherever the tree hangs it.
      const int first = one.cue_word;
      if (one.lemma == "according to" ||
          (word(first).tag == "VBG" &&
           (is(first - 1, ",") || is_quote(first > 0 ? lower(first - 1) : ""))))
        continue;
      one.nested = std::any_of(found_.begin(), found_.end(), [&](const ReportedSpeech& other) {
        return &other != &one &&
               std::any_of(other.content.begin(), other.content.end(),
                           [&](Span part) { return part.contains(one.cue.begin); });
      });
    }
    go_on();
    for (ReportedSpeech& one : found_) reading_.found.push_back(std::move(one));
  }

 private:
  /// Which words stand inside of quotation marks. Curly marks say which side they are; straight
  /// ones take turns. A quotation that a sentence leaves open goes on in the next.
  void find_quotations() {
    bool open = reading_.quotation_open;
    carried_ = open;
    carried_from_ = reading_.quotation;
    for (int i = 0; i < count(); ++i) {
      const std::string_view mark = lower(i);
      const bool any = is_quote(mark);
      const bool straight = mark == "\"" || mark == "''";
      if (any) {
        open = mark == "\u201C" || mark == "``" || (straight && !open);
        if (open) {
          reading_.quotation = word(i).span;
          opening_ = i;
          pairs_.push_back({i, count()});
        } else if (reading_.quotation) {
          reading_.quotation->end = word(i).span.end;
          if (opening_ < 0) closing_ = i;
          if (!pairs_.empty() && pairs_.back().end == count()) pairs_.back().end = i + 1;
        }
      }
      quoted_.push_back(!any && open);
    }
    if (open && reading_.quotation && count() > 0)
      reading_.quotation->end = word(count() - 1).span.end;
    reading_.quotation_open = open;
  }

  /// Quotations are carried over: what began in an earlier sentence belongs to the report that ends
  /// it, what goes on without a report of its own to the one before.
  void go_on() {
    const std::size_t before = reading_.found.size();
    if (found_.empty()) {
      const bool all_quoted = carried_ || (count() > 0 && is_quote(lower(0)));
      if (all_quoted && reading_.speech && count() > 0)
        reading_.found[*reading_.speech].content.push_back(span_of({0, count()}));
      return;
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      ReportedSpeech& one = found_[i];
      const auto quoted = [&](Span part) {
        return is_quote(part.of(text_).substr(0, 1)) || is_quote(part.of(text_).substr(0, 3));
      };
      if (carried_ && carried_from_ && !one.content.empty() &&
          one.content.front().begin <= word(0).span.end) {
        one.content.front().begin = std::min(one.content.front().begin, carried_from_->begin);
      }
      if (std::any_of(one.content.begin(), one.content.end(), quoted) || carried_)
        reading_.speech = before + i;
    }
  }

  std::size_t size() const { return tree_.words.size(); }
  int count() const { return static_cast<int>(size()); }
  const ParsedWord& word(int at) const { return tree_.words[static_cast<std::size_t>(at)]; }
  std::string_view lower(int at) const { return lower_[static_cast<std::size_t>(at)]; }
  bool is(int at, std::string_view wanted) const {
    return at >= 0 && at < count() && lower(at) == wanted;
  }
  Range subtree(int at) const { return ranges_[static_cast<std::size_t>(at)]; }
  const std::vector<int>& children(int at) const { return children_[static_cast<std::size_t>(at)]; }
  bool hangs_as(int at, std::string_view relation) const {
    return relation_is(word(at).relation, relation);
  }
  int child(int at, std::string_view relation) const {
    for (const int one : children(at)) {
      if (hangs_as(one, relation)) return one;
    }
    return -1;
  }
  /// A comma, a stop, a dash: no quotation mark and no bracket.
  bool punctuation(int at) const {
    return hangs_as(at, "punct") && !is_quote(lower(at)) && word(at).tag != "-LRB-" &&
           word(at).tag != "-RRB-";
  }

  Span span_of(Range range) const {
    return {word(range.begin).span.begin, word(range.end - 1).span.end};
  }

  /// Without commas and stops at its ends.
  Range trimmed(Range range) const {
    while (range.begin < range.end && punctuation(range.begin)) ++range.begin;
    while (range.end > range.begin && punctuation(range.end - 1)) --range.end;
    return range;
  }

  /// The runs of `whole` without those of `hole`.
  static std::vector<Range> without(Range whole, Range hole) {
    std::vector<Range> parts;
    if (hole.begin > whole.begin) parts.push_back({whole.begin, std::min(hole.begin, whole.end)});
    if (hole.end < whole.end) parts.push_back({std::max(hole.end, whole.begin), whole.end});
    return parts;
  }

  /// A quotation is said as a whole: what takes a part of it takes all.
  Range with_quotations(Range range, int cue) const {
    for (const Range pair : pairs_) {
      const bool apart = pair.end <= range.begin || range.end <= pair.begin;
      const bool holds_cue = pair.begin <= cue && cue < pair.end;
      const bool within = pair.begin < range.begin && range.end < pair.end;
      if (apart || holds_cue || within) continue;
      range = {std::min(range.begin, pair.begin), std::max(range.end, pair.end)};
    }
    return range;
  }

  void add(ReportedSpeech report, const std::vector<Range>& content) {
    for (const Range part : content) {
      Range range = with_quotations(trimmed(part), report.cue_word);
      if (range.begin <= report.cue_word && report.cue_word < range.end) range = trimmed(part);
      if (range.begin >= range.end) continue;
      if (range.end - range.begin == 1 && is_quote(lower(range.begin))) continue;
      report.content.push_back(span_of(range));
    }
    if (report.content.empty()) return;
    std::sort(report.content.begin(), report.content.end(),
              [](Span a, Span b) { return a.begin < b.begin; });
    found_.push_back(std::move(report));
  }

  void set_source(ReportedSpeech& report, int at) const {
    if (at < 0) return;
    Range range = subtree(at);
    // The clause that says it is none of the name: "the minister, he said, …".
    for (const int one : children(at)) {
      if (one > at && (hangs_as(one, "parataxis") || hangs_as(one, "advcl") ||
                       (one <= report.cue_word && report.cue_word < subtree(one).end)))
        range.end = std::min(range.end, subtree(one).begin);
    }
    // "by the minister", "of those supporting": the preposition is none of the name.
    if (const int preposition = child(at, "case"); preposition == range.begin && preposition < at)
      ++range.begin;
    range = trimmed(range);
    if (range.begin >= range.end) return;
    report.source = span_of(range);
    report.source_word = at;
  }

  /// Who does what a verb says: its subject, or that of the verb that it goes with.
  int subject_of(int at, int depth = 0) const {
    if (depth > 6) return -1;
    if (child(at, "aux:pass") >= 0 || child(at, "nsubj:pass") >= 0) return child(at, "obl:agent");
    const int own = child(at, "nsubj");
    if (own >= 0) return own;
    const int head = word(at).head;
    if (head < 0) return -1;
    if (hangs_as(at, "acl")) return word(at).tag == "VBN" ? child(at, "obl:agent") : head;
    if (hangs_as(at, "conj") || hangs_as(at, "xcomp") || hangs_as(at, "advcl") ||
        hangs_as(at, "parataxis")) {
      const int above = child(head, "nsubj");
      if (above >= 0 && (hangs_as(at, "conj") || above < at)) return above;
      return subject_of(head, depth + 1);
    }
    return -1;
  }

  /// "has not said", "also told": auxiliaries and adverbs right before, a particle right behind.
  Range cue_of(int at) const {
    Range range{at, at + 1};
    while (range.begin > 0) {
      const int before = range.begin - 1;
      const bool part =
          word(before).head == at && (hangs_as(before, "aux") || hangs_as(before, "advmod"));
      if (!part || word(before).tag == "WRB") break;
      range.begin = before;
    }
    while (range.end < count() && word(range.end).head == at && hangs_as(range.end, "compound:prt"))
      ++range.end;
    return range;
  }

  bool negated(int at) const {
    return std::any_of(children(at).begin(), children(at).end(), [&](int one) {
      return hangs_as(one, "advmod") && (is(one, "not") || is(one, "n't") || is(one, "never"));
    });
  }

  void verb(int at) {
    const std::string_view lemma = verbs().lemma(lower(at));
    if (lemma.empty()) return;
    if (hangs_as(at, "aux") || hangs_as(at, "cop") || hangs_as(at, "amod") ||
        hangs_as(at, "compound") || hangs_as(at, "case") || hangs_as(at, "fixed") ||
        hangs_as(at, "mark"))
      return;
    if (not_yet_said(at)) return;
    const Frame& frame = verbs().frame(lemma);
    ReportedSpeech report;
    report.lemma = lemma;
    report.cue_word = at;
    report.negated = negated(at);
    Range cue = cue_of(at);
    const int subject = subject_of(at);
    for (const std::string_view own : {"i", "we", "you"})
      report.own_voice = report.own_voice || is(subject, own);
    set_source(report, subject);
    std::vector<Range> content = content_of(at, frame, cue);
    report.cue = span_of(cue);
    if (std::exchange(earlier_, false) && content.empty()) {
      report.content.push_back(*reading_.quotation);
      found_.push_back(std::move(report));
      return;
    }
    if (content.empty()) return;
    add(std::move(report), content);
  }

  /// "to say", "trying to defend": but "went on to say", "appeared to suggest".
  bool not_yet_said(int at) const {
    if (word(at).tag != "VB" || hangs_as(at, "conj")) return false;
    const int to = child(at, "mark");
    if (to < 0 || !is(to, "to")) return child(at, "aux") < 0;
    const int head = word(at).head;
    if (head < 0 || !hangs_as(at, "xcomp")) return true;
    static constexpr std::array<std::string_view, 13> kGoOn = {
        "went",  "goes",     "going",   "continued", "continues", "began",    "begun",
        "began", "appeared", "appears", "seemed",    "seems",     "proceeded"};
    return std::find(kGoOn.begin(), kGoOn.end(), lower(head)) == kGoOn.end();
  }

  /// "Protesters were frustrated that …", "is critical of …": what somebody feels.
  void adjective(int at) {
    static constexpr std::array<std::string_view, 26> kAdjectives = {
        "frustrated", "worried",     "concerned", "confident", "optimistic", "pessimistic",
        "convinced",  "aware",       "unaware",   "afraid",    "critical",   "supportive",
        "skeptical",  "sceptical",   "hopeful",   "wary",      "adamant",    "certain",
        "sure",       "proud",       "angry",     "furious",   "surprised",  "alarmed",
        "outraged",   "disappointed"};
    if (std::find(kAdjectives.begin(), kAdjectives.end(), lower(at)) == kAdjectives.end()) return;
    const int verb = child(at, "cop") >= 0 ? child(at, "cop") : child(at, "aux:pass");
    if (verb < 0) return;
    int subject = child(at, "nsubj");
    if (subject < 0) return;
    for (const std::string_view own : {"i", "we", "you", "it"}) {
      if (is(subject, own)) return;
    }
    ReportedSpeech report;
    report.lemma = lower(at);
    report.cue_word = at;
    report.negated = negated(at);
    set_source(report, subject);
    Range cue{std::min(verb, at), at + 1};
    for (const int one : children(at)) {
      if (one < at || (!hangs_as(one, "ccomp") && !hangs_as(one, "advcl") && !hangs_as(one, "obl")))
        continue;
      const int preposition = child(one, "case");
      Range content = subtree(one);
      if (preposition == cue.end) {
        ++cue.end;
        ++content.begin;
      }
      report.cue = span_of(cue);
      add(std::move(report), {content});
      return;
    }
  }

  std::vector<Range> content_of(int at, const Frame& frame, Range& cue) {
    const bool passive = child(at, "aux:pass") >= 0 || child(at, "nsubj:pass") >= 0;
    std::vector<Range> content;
    if (frame.clause) content = clause_of(at);
    if (content.empty() && (frame.infinitive || frame.addressee || passive)) {
      const int infinitive = child(at, "xcomp");
      if (infinitive >= 0 && (frame.infinitive || passive)) {
        content.push_back(subtree(infinitive));
        const int subject = child(at, "nsubj:pass");
        if (passive && subject >= 0) content.insert(content.begin(), subtree(subject));
      }
    }
    if (content.empty()) content = behind_preposition(at, frame, cue, passive);
    if (!content.empty()) return content;
    const int object = child(at, "obj");
    if (frame.object && !frame.addressee && object >= 0) {
      Range range = subtree(object);
      // "called him a liar": what is said is all of it.
      if (const int what = child(at, "xcomp"); what > object)
        range.end = std::max(range.end, subtree(what).end);
      content.push_back(range);
    } else if (frame.object && passive) {
      const int subject = child(at, "nsubj:pass");
      if (subject >= 0 && child(at, "obl:agent") >= 0) content.push_back(subtree(subject));
    }
    if (content.empty() && frame.clause) content = rest_of_sentence(at, cue);
    if (content.empty()) content = anything_behind(at, frame, passive);
    // "… ready?" he asked.
    if (content.empty() && frame.clause && count() <= 12 && reading_.quotation && opening_ < 0 &&
        child(at, "nsubj") >= 0)
      earlier_ = true;
    return content;
  }

  /// What else the verb governs, where its frame does not tell: "mentioned", "decided against".
  std::vector<Range> anything_behind(int at, const Frame& frame, bool passive) const {
    if (frame.only || passive) return {};
    if (child(at, "nsubj") < 0 && !hangs_as(at, "conj") && !hangs_as(at, "advcl")) return {};
    static constexpr std::array<std::string_view, 6> kAbout = {"about", "against", "of",
                                                               "on",    "over",    "for"};
    for (const int one : children(at)) {
      if (one < at) continue;
      if ((hangs_as(one, "obj") && !frame.addressee) || hangs_as(one, "xcomp") ||
          hangs_as(one, "advcl"))
        return {subtree(one)};
      const int preposition = hangs_as(one, "obl") ? child(one, "case") : -1;
      if (preposition >= 0 &&
          std::find(kAbout.begin(), kAbout.end(), lower(preposition)) != kAbout.end())
        return {subtree(one)};
    }
    return {};
  }

  /// The clause that hangs on the verb, or on which the verb hangs as an aside.
  std::vector<Range> clause_of(int at) const {
    std::vector<Range> content;
    if (const int said = child(at, "ccomp"); said >= 0) content.push_back(subtree(said));
    for (const int one : children(at)) {
      if (content.empty() && hangs_as(one, "parataxis") && verbs().lemma(lower(one)).empty())
        content.push_back(subtree(one));
    }
    const int head = word(at).head;
    if (content.empty() && head >= 0 && hangs_as(at, "parataxis")) {
      // Only what touches the aside: the clause before it and what goes on behind it.
      content = without(subtree(head), subtree(at));
    }
    return content;
  }

  /// "called for talks", "accused him of lying": the preposition joins the cue.
  std::vector<Range> behind_preposition(int at, const Frame& frame, Range& cue,
                                        bool passive) const {
    const auto wanted = [&](int preposition) {
      return preposition >= 0 && std::find(frame.prepositions.begin(), frame.prepositions.end(),
                                           lower(preposition)) != frame.prepositions.end();
    };
    std::vector<int> places = children(at);
    if (const int object = child(at, "obj"); object >= 0)
      places.insert(places.end(), children(object).begin(), children(object).end());
    for (const int one : places) {
      if (one < at) continue;
      if (!hangs_as(one, "obl") && !hangs_as(one, "advcl") && !hangs_as(one, "nmod") &&
          !hangs_as(one, "acl") && !hangs_as(one, "xcomp") && !hangs_as(one, "ccomp"))
        continue;
      int preposition = child(one, "case");
      if (!wanted(preposition)) preposition = child(one, "mark");
      if (!wanted(preposition)) continue;
      Range range = subtree(one);
      if (preposition == range.begin && lower(preposition) != "to" && lower(preposition) != "that")
        ++range.begin;
      if (preposition == cue.end && lower(preposition) != "that") ++cue.end;
      std::vector<Range> content{range};
      const int subject = child(at, "nsubj:pass");
      const int object = child(at, "obj");
      if (passive && subject >= 0) {
        content.insert(content.begin(), subtree(subject));
      } else if (object >= 0 && !frame.object && lower(preposition) == "of") {
        content.insert(content.begin(), {subtree(object).begin, object + 1});
      }
      return content;
    }
    return {};
  }

  /// A verb of speech without a clause of its own in the tree: what is quoted, what stands on the
  /// other side of its comma, what follows "that".
  std::vector<Range> rest_of_sentence(int at, Range cue) const {
    std::vector<Range> content;
    int open = -1;
    for (int i = 0; i < count(); ++i) {
      if (!is_quote(lower(i))) continue;
      if (i == closing_ && open < 0) {
        content.push_back({0, i + 1});
      } else if (open < 0) {
        open = i;
      } else {
        content.push_back({open, i + 1});
        open = -1;
      }
    }
    if (open >= 0) content.push_back({open, count()});
    content.erase(std::remove_if(content.begin(), content.end(),
                                 [&](Range range) { return range.begin <= at && at < range.end; }),
                  content.end());
    if (!content.empty()) return content;
    if (is(cue.end, "that") || is(cue.end, ":")) return {{cue.end, count()}};
    const int subject = child(at, "nsubj");
    if (subject < 0) return {};
    const Range named = subtree(subject);
    const int begin = std::min(cue.begin, named.begin);
    const int end = std::max(cue.end, named.end);
    // "…, he said.", "…, said the minister of Iran, who …", "…, he said, …"
    if (begin >= 3 && (is(begin - 1, ",") || is_quote(lower(begin - 1)))) {
      content.push_back({0, begin - 1});
      if (is(end, ",") && end + 3 < count() && subject < at) content.push_back({end + 1, count()});
      return content;
    }
    return {};
  }

  /// "his claim that …", "questions about …", "calls for …", "its pledge to …": nouns of the table.
  void noun(int at) {
    const std::string_view lemma = nouns().lemma(lower(at));
    if (lemma.empty() || hangs_as(at, "compound")) return;
    const Frame& frame = nouns().frame(lemma);
    for (const int one : children(at)) {
      if (one < at) continue;
      const int mark = child(one, "mark");
      const int preposition = child(one, "case");
      const bool clause = hangs_as(one, "acl") || hangs_as(one, "ccomp");
      const bool that = frame.clause && clause && mark >= 0 && is(mark, "that");
      const bool to = frame.infinitive && clause && mark >= 0 && is(mark, "to");
      const bool behind = preposition >= 0 && (hangs_as(one, "nmod") || hangs_as(one, "obl")) &&
                          std::find(frame.prepositions.begin(), frame.prepositions.end(),
                                    lower(preposition)) != frame.prepositions.end();
      if (!that && !to && !behind) continue;
      ReportedSpeech report;
      report.lemma = lemma;
      report.cue_word = at;
      Range cue{at, at + 1};
      Range content = subtree(one);
      if (behind && preposition == cue.end) {
        ++cue.end;
        content.begin = cue.end;
      }
      report.cue = span_of(cue);
      set_source(report, child(at, "nmod:poss"));
      add(std::move(report), {content});
      return;
    }
  }

  void according_to(int at) {
    // The noun phrase behind "to", up to its last noun.
    int noun = word(at).head > at + 1 ? word(at).head : -1;
    for (int i = at + 2; i < count() && noun < 0; ++i) {
      if (word(i).head == at || word(i).head == at + 1) noun = i;
    }
    if (noun < 0) return;
    while (word(noun).head > noun &&
           (hangs_as(noun, "nmod:poss") || hangs_as(noun, "compound") || hangs_as(noun, "amod")))
      noun = word(noun).head;
    ReportedSpeech report;
    report.lemma = "according to";
    report.cue_word = at;
    report.cue = span_of({at, at + 2});
    Range named = subtree(noun);
    named.begin = std::max(named.begin, at + 2);
    for (int i = noun + 1; i < named.end; ++i) {
      // The noun phrase ends where its aside begins.
      if (word(i).head == noun &&
          (hangs_as(i, "acl:relcl") || hangs_as(i, "parataxis") || hangs_as(i, "advcl")))
        named.end = std::min(named.end, subtree(i).begin);
    }
    named = trimmed(named);
    if (named.begin >= named.end) return;
    report.source = span_of(named);
    report.source_word = noun;
    const int clause = word(noun).head;
    Range all = clause >= 0 && clause != at ? subtree(clause) : Range{0, count()};
    if (all.end - all.begin < named.end - at + 3) all = {0, count()};
    add(std::move(report), without(all, {at, named.end}));
  }

  bool named(int at) const {
    const std::string_view form = word(at).span.of(text_);
    return word(at).tag.starts_with("NNP") || (form.size() > 1 && form[0] >= 'A' &&
                                               form[0] <= 'Z' && form[1] >= 'A' && form[1] <= 'Z');
  }

  /// "TRUMP: We will win." in a transcript; a quotation, a dash and its author.
  void label() {
    const int first = count() > 0 && is_quote(lower(0)) ? 1 : 0;
    int colon = first;
    while (colon < count() && colon < first + 5 && named(colon)) ++colon;
    if (colon > first && colon < count() - 2 && is(colon, ":")) {
      ReportedSpeech report;
      report.lemma = ":";
      report.cue_word = colon;
      report.cue = word(colon).span;
      report.source = span_of({first, colon});
      report.source_word = colon - 1;
      add(std::move(report), {{colon + 1, count()}});
    }
    int name = count();
    while (name > 0 && punctuation(name - 1) && word(name - 1).tag == ".") --name;
    const int end = name;
    while (name > 0 && named(name - 1)) --name;
    if (name == end || end - name > 6 || name == 0) return;
    const std::string_view dash = lower(name - 1);
    const bool dashed =
        dash == "\u2014" || dash == "\u2013" || dash == "\u2015" || dash == "--" || dash == "-";
    // The quotation may be a sentence of its own, before the dash.
    const bool apart = name == 1 && reading_.quotation && !reading_.quotation_open;
    if (!dashed || (!apart && (name < 3 || !is_quote(lower(name - 2))))) return;
    ReportedSpeech report;
    report.lemma = "\u2014";
    report.cue_word = name - 1;
    report.cue = word(name - 1).span;
    report.source = span_of({name, end});
    report.source_word = end - 1;
    if (apart) {
      report.content.push_back(*reading_.quotation);
      found_.push_back(std::move(report));
    } else {
      add(std::move(report), {{0, name - 1}});
    }
  }

  std::string_view text_;
  const Tree& tree_;
  std::vector<std::string> lower_;
  std::vector<Range> ranges_;  ///< of every word's subtree
  std::vector<bool> quoted_;
  SpeechReading& reading_;
  bool carried_ = false;                   ///< a quotation was open where the sentence begins
  std::optional<Span> carried_from_ = {};  ///< that quotation, or the last one of the paragraph
  int opening_ = -1, closing_ = -1;
  std::vector<Range> pairs_;  ///< quotations that begin in the sentence, their marks included
  bool earlier_ = false;      ///< what is said stands in the sentence before
  std::vector<std::vector<int>> children_;
  std::vector<ReportedSpeech> found_;
};

}  // namespace

void read_reported_speech(std::string_view text, const Tree& tree, bool opens_paragraph,
                          SpeechReading& reading) {
  if (opens_paragraph) {
    reading.quotation_open = false;
    reading.quotation.reset();
    reading.speech.reset();
  }
  if (tree.words.size() <= Parser::kLongestTree) Finder(text, tree, reading).run();
}

}  // namespace servanda
