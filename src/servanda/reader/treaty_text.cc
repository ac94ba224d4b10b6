#include "servanda/reader/treaty_text.h"

#include <algorithm>
#include <array>

#include "servanda/base/utf8.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/text_content.h"
#include "servanda/reader/text_formulas.h"
#include "servanda/reader/text_frame.h"
#include "servanda/reader/text_life.h"
#include "servanda/reader/text_names.h"
#include "servanda/reader/text_provisions.h"
#include "servanda/reader/text_structure.h"
#include "servanda/reader/text_triggers.h"
#include "servanda/reader/text_versions.h"

namespace servanda {
namespace {

/// Entry into force, and what hangs on it.
class ForceReader {
 public:
  explicit ForceReader(const TextUnderReading& reading) : r_(reading) {}

  void force() {
    int best_score = 0;
    std::optional<Trigger> trigger;
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & kTopicForce) != 0 && f().holds("force.word", sentence.plain)) {
        consider(sentence, best_score, trigger);
      }
    }
    for (const TextSentence& sentence : r_.text.closing) {
      if (f().holds("force.word", sentence.plain)) consider(sentence, best_score, trigger);
    }
    if (best_ == nullptr || best_score < 3) {
      best_ = nullptr;
      return;
    }
    if (!trigger && (r_.bilateral() || r_.titled("force.title", *best_))) {
      trigger = from_neighbour(*best_);
    }
    if (!trigger) {
      best_ = nullptr;
      return;
    }
    complete_named(*trigger, *best_);
    complete_condition(*trigger);
    not_before(*trigger);
    not_counted(*trigger);
    r_.clauses().force = std::move(trigger);
    r_.quote("force", *best_);
  }

  void later() {
    if (r_.bilateral()) return;
    const TextSentence* best = nullptr;
    int best_score = 0;
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & kTopicForce) == 0 || !f().holds("force.word", sentence.plain) ||
          speaks_of_force(f(), sentence) != ForceOf::joiner) {
        continue;
      }
      if (r_.titled("force.other-title", sentence)) continue;
      if (!joining_in(f(), sentence)) continue;
      int score = 2;
      if (best_ != nullptr && sentence.article == best_->article) score += 3;
      if (r_.titled("force.title", sentence)) score += 2;
      if (r_.in_final_part(sentence)) score += 1;
      if (score > best_score) {
        best_score = score;
        best = &sentence;
      }
    }
    if (best == nullptr || best_score < 3) best = binding_sentence();
    if (best == nullptr) best = own_instrument();
    if (best == nullptr) return;
    r_.clauses().force_later = joining_in(f(), *best);
    if (f().holds("force.later.force", best->plain)) {
      r_.clauses().later_from = "force";
    } else if (f().holds("force.later.condition", best->plain)) {
      r_.clauses().later_from = "condition";
    }
    r_.quote("force_later", *best);
  }

  const TextSentence* sentence() const { return best_; }

 private:
  const Formulas& f() const { return r_.formulas; }

  void consider(const TextSentence& sentence, int& best_score, std::optional<Trigger>& trigger) {
    const ForceOf of = speaks_of_force(f(), sentence);
    if (of != ForceOf::treaty && of != ForceOf::joiner) return;
    std::optional<Trigger> candidate = trigger_in(f(), sentence, r_.bilateral());
    int score = 1;
    if (r_.titled("force.own-title", sentence)) {
      score += 4;
    } else if (r_.titled("force.title", sentence)) {
      score += 3;
    }
    if (r_.in_final_part(sentence)) score += 1;
    if (candidate) score += 3;
    if (candidate && f().holds("force.date-is", sentence.plain)) score += 3;
    if (f().holds("force.begins", sentence.plain)) score += 1;
    if (f().holds("force.strict", sentence.plain)) score += 1;
    // "Upon ratification by all signatories it shall enter into force for them": not a joiner's.
    const bool counted = candidate && (candidate->on == Trigger::On::consents ||
                                       candidate->on == Trigger::On::all_consents);
    if (of == ForceOf::joiner) score -= counted ? 1 : 4;
    if (r_.titled("force.other-title", sentence)) score -= 4;
    if (score <= best_score) return;
    best_score = score;
    best_ = &sentence;
    trigger = std::move(candidate);
  }

  /// "This Treaty shall bind … each other State from the expiration of three months …"
  const TextSentence* binding_sentence() const {
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & (kTopicForce | kTopicConsent)) == 0) continue;
      if (!r_.titled("force.title", sentence) && !r_.in_final_part(sentence)) continue;
      if (r_.titled("force.other-title", sentence) ||
          f().holds("force.joining.not", sentence.plain) ||
          !f().holds("later.bind", sentence.plain)) {
        continue;
      }
      if (delay_in(f(), sentence.plain).found && joining_in(f(), sentence)) return &sentence;
    }
    return nullptr;
  }

  /// "An instrument deposited by a regional organization shall not be counted as additional …"
  void not_counted(Trigger& trigger) const {
    if (trigger.on != Trigger::On::consents) return;
    for (const TextSentence& sentence : r_.text.sentences) {
      if (sentence.article != best_->article || (sentence.topics & kTopicConsent) == 0) continue;
      if (!f().holds("force.not-counted", sentence.plain) ||
          f().holds("force.not-counted.if", sentence.plain)) {
        continue;
      }
      trigger.not_counted = {"instruments of regional integration organisations"};
      return;
    }
  }

  /// "Accession shall take effect on the date of receipt of the instrument."
  const TextSentence* own_instrument() const {
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & kTopicConsent) == 0 ||
          (!r_.in_final_part(sentence) && !r_.titled("consent.title", sentence))) {
        continue;
      }
      if (r_.titled("force.other-title", sentence) ||
          f().holds("force.joining.not", sentence.plain) ||
          f().holds("later.own.not", sentence.plain)) {
        continue;
      }
      if (f().holds("later.own", sentence.plain) && joining_in(f(), sentence)) return &sentence;
    }
    return nullptr;
  }

  /// "The Agreement enters into force on the first day of the second month after the last
  /// notification", where the notification stands in the sentence before.
  std::optional<Trigger> from_neighbour(const TextSentence& sentence) const {
    const std::vector<TextSentence>& all = r_.text.sentences;
    if (all.empty() || &sentence < all.data() || &sentence >= all.data() + all.size()) {
      return std::nullopt;
    }
    const auto at = static_cast<std::size_t>(&sentence - all.data());
    for (const std::size_t other : {at - 1, at + 1, at + 2}) {
      if (other >= all.size() || all[other].article != sentence.article) continue;
      std::optional<Trigger> trigger = trigger_in(f(), all[other], r_.bilateral());
      if (!trigger || trigger->on == Trigger::On::signature || trigger->on == Trigger::On::date)
        continue;
      const Delay delay = delay_in(f(), sentence.plain);
      trigger->after = delay.after;
      trigger->align = delay.align;
      return trigger;
    }
    return std::nullopt;
  }

  /// "Original Parties", "Depositary Governments": who they are stands elsewhere in the text.
  void complete_named(Trigger& trigger, const TextSentence& sentence) const {
    if (trigger.on != Trigger::On::consents && trigger.on != Trigger::On::all_consents) return;
    const bool depositaries = f().holds("force.depositaries", sentence.plain);
    const bool original = f().holds("force.original", sentence.plain);
    if (!depositaries && !original) return;
    const char* tells = depositaries ? "force.depositaries.named" : "force.original.named";
    for (const TextSentence& other : r_.text.sentences) {
      if (!f().holds(tells, other.plain)) continue;
      const std::vector<std::string> named = states_named_in(other.cased);
      if (named.size() < 2) continue;
      trigger.including = named;
      break;
    }
    if (trigger.including.empty() && original) {
      const std::vector<std::string> named = states_named_in(r_.text.preamble.substr(0, 1500));
      if (named.size() >= 2 && named.size() < 12) trigger.including = named;
    }
    if (trigger.on == Trigger::On::all_consents && !trigger.including.empty()) {
      trigger.on = Trigger::On::consents;
      trigger.count = static_cast<int>(trigger.including.size());
    }
  }

  /// "… the thirtieth day after the conditions have been fulfilled": what holds when the date of a
  /// conditional date comes too early.
  void complete_condition(Trigger& trigger) const {
    if (trigger.on != Trigger::On::date || trigger.condition.empty()) return;
    for (const TextSentence& other : r_.text.sentences) {
      if (other.article != best_->article || !f().holds("force.otherwise", other.plain)) continue;
      const Delay delay = delay_in(f(), other.plain);
      if (delay.found) trigger.otherwise = delay.after;
      return;
    }
  }

  /// "… shall not enter into force before 1 January 1976."
  void not_before(Trigger& trigger) const {
    if (trigger.on == Trigger::On::date) return;
    for (const TextSentence& other : r_.text.sentences) {
      if (other.article != best_->article || !f().holds("force.not-before-date", other.plain) ||
          (&other != best_ && speaks_of_force(f(), other) != ForceOf::treaty)) {
        continue;
      }
      std::optional<Edtf> date = date_named_in(other.plain);
      if (!date) continue;
      Trigger day;
      day.on = Trigger::On::date;
      day.date = std::move(date);
      Trigger both;
      both.on = Trigger::On::later_of;
      both.parts = {std::move(trigger), std::move(day)};
      trigger = std::move(both);
      return;
    }
  }

  const TextUnderReading& r_;
  const TextSentence* best_ = nullptr;
};

/// A heading that promises a clause, and no formula that read it: said, not dropped.
void tell_what_is_left(const TextUnderReading& r) {
  struct Promise {
    std::string_view words;
    bool kept;
    std::string_view what;
  };
  const Clauses& c = r.clauses();
  const std::array<Promise, 5> promises{{
      {"entry into force", c.force.has_value(), "entry into force"},
      {"withdrawal", c.withdrawal.has_value(), "withdrawal"},
      {"denunciation", c.withdrawal.has_value(), "withdrawal"},
      {"termination", c.withdrawal.has_value() || c.term.has_value(), "how it ends"},
      {"duration", c.term.has_value() || c.withdrawal.has_value(), "how long it lasts"},
  }};
  for (const TextArticle& article : r.text.articles) {
    const std::string title = to_lower(article.title);
    if (r.formulas.holds("promise.other-title", title))
      continue;  // of something else than the treaty
    for (const Promise& promise : promises) {
      if (promise.kept || title.find(promise.words) == std::string::npos) continue;
      r.found.not_understood.push_back("article " + article.label + " (" + article.title +
                                       "): " + std::string(promise.what) + " was not understood");
    }
  }
  if (!c.force) {
    const bool promised = std::any_of(
        r.found.not_understood.begin(), r.found.not_understood.end(),
        [](const std::string& one) { return one.find("entry into force") != std::string::npos; });
    for (const TextSentence& sentence : r.text.sentences) {
      if (promised || speaks_of_force(r.formulas, sentence) != ForceOf::treaty) continue;
      r.found.not_understood.push_back("\"" + sentence.cased.substr(0, 160) +
                                       "\": entry into force was not understood");
      break;
    }
  }
}

}  // namespace

Result<TreatyReading> read_treaty_text(std::string_view utf8, std::string_view wanted) {
  if (utf8.size() > kLongestTreaty) {
    return Error{Code::parse, "more than 64 MB of text",
                 "no treaty is that long: give its text alone"};
  }
  if (const std::optional<std::size_t> bad = find_invalid_utf8(utf8)) {
    return Error{Code::parse, "the text is not UTF-8 at byte " + std::to_string(*bad),
                 "decode it first"};
  }
  TreatyReading found;
  std::vector<TextVersion> versions = versions_of(utf8);
  if (versions.empty()) {
    found.language = language_of(utf8);
  } else {
    // The language asked for, else English, else the first.
    auto chosen = versions.begin();
    for (const std::string_view language : {std::string_view("en"), wanted}) {
      const auto version =
          std::find_if(versions.begin(), versions.end(),
                       [&](const TextVersion& one) { return one.language == language; });
      if (version != versions.end()) chosen = version;
    }
    for (const TextVersion& one : versions) found.versions.push_back({one.language, one.bytes});
    found.language = chosen->language;
    found.text = std::move(chosen->text);
    utf8 = found.text;
  }
  const TextStructure text = find_structure(utf8, found.language);
  if (text.articles.empty() && utf8.size() > kLongestWithoutArticles) {
    return Error{Code::parse, "no articles found in more than 1 MB of text",
                 "is it the text of a treaty, in English, French, Spanish or Russian?"};
  }
  found.articles = text.articles;
  found.divisions = text.divisions;
  const Formulas& formulas = *Formulas::of(found.language);
  TextUnderReading reading{text, formulas, found, first_final_article(text, formulas)};
  read_frame(reading);
  read_depositary(reading);
  ForceReader force(reading);
  force.force();
  force.later();
  if (force.sentence() != nullptr) reading.force_article = force.sentence()->article;
  read_life(reading);
  read_closing(reading);
  read_consent(reading, force.sentence());
  read_provisional(reading);
  read_reservations(reading);
  read_amendment(reading);
  read_replaced(reading);
  read_territory(reading);
  read_disputes(reading);
  found.definitions = find_definitions(text, utf8);
  found.norms = find_norms(text);
  found.references = find_references(text, utf8);
  found.subjects = find_subjects(text, found.language);
  for (const TextSubject& subject : found.subjects) found.treaty.fields.push_back(subject.field);
  tell_what_is_left(reading);
  if (found.articles.empty() && found.quotes.empty()) {
    return Error{Code::parse, "no articles and no final clauses found",
                 "is it the text of a treaty, in English, French, Spanish or Russian?"};
  }
  return found;
}

}  // namespace servanda
