#include "servanda/reader/formulas.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/language/names.h"
#include "servanda/language/sentences.h"
#include "servanda/language/tokens.h"
#include "servanda/model/words.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

/// A word of a form: a stem whose ending is open, or the word itself.
struct Piece {
  std::string stem;
  bool open = false;
};

/// An ending of Cyrillic letters has at most four, two bytes each.
constexpr std::size_t kLongestEnding = 8;

bool fits(const Piece& piece, const std::string& word) {
  if (!piece.open) return word == piece.stem;
  return word.starts_with(piece.stem) && word.size() <= piece.stem.size() + kLongestEnding;
}

struct Form {
  std::vector<Piece> pieces;
  std::size_t letters = 0;  ///< of the stems: among forms of as many words the fullest wins
  std::string sort, what, remark;
};

/// The formulas of one language, by the first bytes of their first word.
class Formulas {
 public:
  explicit Formulas(std::string_view table) {
    for (const Row& row : table_rows(table)) {
      for (std::string_view written : row.parts(1)) {
        Form form;
        form.sort = row.field(0);
        form.what = row.field(2);
        form.remark = row.field(3);
        for (std::string_view word : split(written, ' ')) {
          Piece piece;
          piece.open = word.ends_with('*');
          if (piece.open) word.remove_suffix(1);
          piece.stem = word;
          form.letters += word.size();
          form.pieces.push_back(std::move(piece));
        }
        by_beginning_[beginning(form.pieces.front().stem)].push_back(std::move(form));
      }
    }
  }

  /// The fullest form that begins at a token.
  const Form* match(const std::vector<Token>& tokens, std::size_t at) const {
    const auto found = by_beginning_.find(beginning(tokens[at].lower));
    if (found == by_beginning_.end()) return nullptr;
    const Form* best = nullptr;
    for (const Form& form : found->second) {
      if (at + form.pieces.size() > tokens.size()) continue;
      bool all = true;
      for (std::size_t i = 0; all && i < form.pieces.size(); ++i)
        all = fits(form.pieces[i], tokens[at + i].lower);
      if (!all || (needs_capital(form) && !tokens[at].capital)) continue;
      if (best == nullptr || form.pieces.size() > best->pieces.size() ||
          (form.pieces.size() == best->pieces.size() && form.letters > best->letters)) {
        best = &form;
      }
    }
    return best;
  }

 private:
  static std::string beginning(std::string_view word) { return std::string(word.substr(0, 2)); }
  static bool needs_capital(const Form& form) {
    return form.sort == "state" || form.sort == "person" || form.sort == "agency";
  }
  std::unordered_map<std::string, std::vector<Form>> by_beginning_;
};

const Formulas* formulas_of(Language language) {
  if (language != Language::russian) return nullptr;
  static const auto* russian = new Formulas(tables::formulas_ru_tsv);
  return russian;
}

/// A form found in a sentence.
struct Mark {
  const Form* form = nullptr;
  std::size_t begin = 0, end = 0;
  bool is(std::string_view sort) const { return form->sort == sort; }
};

struct Mention {
  std::size_t begin = 0, end = 0;
  std::string treaty;
};

class FormulaReader {
 public:
  FormulaReader(std::string_view text, Language language, std::optional<Day> day, std::string doc)
      : text_(text),
        formulas_(*formulas_of(language)),
        language_(language),
        day_(day),
        doc_(std::move(doc)) {}

  std::vector<Statement> run() {
    for_each_sentence(text_, [&](const SentenceSpan& piece) { read(piece.span); });
    std::vector<Statement> all;
    for (const Known& known : treaties_) {
      Statement statement;
      statement.fact = known.fact;
      cite(statement, known.named);
      all.push_back(std::move(statement));
    }
    for (Statement& statement : acts_) all.push_back(std::move(statement));
    return all;
  }

 private:
  struct Known {
    TreatyFact fact;
    Span named;
  };

  void cite(Statement& statement, Span span) const {
    Citation citation;
    citation.source = doc_;
    citation.bytes = span;
    citation.words = std::string(span.of(text_));
    statement.from.push_back(std::move(citation));
  }

  bool is_mark(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && tokens_[at].is(word);
  }

  void read(Span span) {
    tokens_ = tokenize(span.of(text_), span.begin);
    marks_.clear();
    for (std::size_t at = 0; at < tokens_.size();) {
      const Form* form =
          tokens_[at].kind == TokenKind::word ? formulas_.match(tokens_, at) : nullptr;
      if (form == nullptr) {
        ++at;
        continue;
      }
      marks_.push_back({form, at, at + form->pieces.size()});
      at += form->pieces.size();
    }
    DatesOptions options;
    options.language = language_;
    options.document = day_;
    options.dateline = false;
    dates_ = find_dates(span.of(text_), options);
    for (DateInText& date : dates_) {
      date.span.begin += span.begin;
      date.span.end += span.begin;
    }
    find_mentions();
    find_speaker();
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].is("verb") && !within_mention(marks_[i].begin)) act(i);
    }
  }

  bool within_mention(std::size_t token) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& mention) {
      return token >= mention.begin && token < mention.end;
    });
  }

  // --- treaties ---

  static std::string party_of(const Form& form) { return form.what; }

  static void add_party(std::vector<std::string>& parties, const std::string& party) {
    if (std::find(parties.begin(), parties.end(), party) == parties.end()) parties.push_back(party);
  }

  /// "о дружбе, сотрудничестве и партнерстве": the comma of a list that an "и" will end.
  bool lists_on(std::size_t comma) const {
    for (std::size_t at = comma + 1; at < std::min(comma + 5, tokens_.size()); ++at) {
      if (tokens_[at].is("и")) return at > comma + 1;
      if (tokens_[at].kind != TokenKind::word || tokens_[at].lower.starts_with("подписанн") ||
          tokens_[at].lower.starts_with("котор")) {
        return false;
      }
      for (const Mark& mark : marks_) {
        if (mark.begin == at && !mark.is("state")) return false;
      }
    }
    return false;
  }

  bool ends_title(std::size_t at) const {
    const Token& token = tokens_[at];
    if (token.is(",")) return !lists_on(at);
    if (token.kind == TokenKind::mark) return !token.is("(") && !token.is(")");
    if (token.is("от") || token.is("был") || token.is("была") || token.is("было")) return true;
    for (const Mark& mark : marks_) {
      if (mark.begin == at && (mark.is("verb") || mark.is("cue") || mark.is("says"))) return true;
    }
    return std::any_of(dates_.begin(), dates_.end(),
                       [&](const DateInText& date) { return date.span.begin == token.span.begin; });
  }

  void find_mentions() {
    mentions_.clear();
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Mark& head = marks_[i];
      const bool anaphor = head.is("anaphor");
      if ((!head.is("treaty") && !anaphor) || within_mention(head.begin)) continue;
      Mention mention{head.begin, head.end, {}};
      std::vector<std::string> parties;
      // "российско-иранский договор"
      for (std::size_t k = i; k > 0; --k) {
        const Mark& before = marks_[k - 1];
        if (!before.is("adjective") || head.begin - before.begin >= 5) break;
        parties.insert(parties.begin(), party_of(*before.form));
        mention.begin = before.begin;
      }
      bool between = false;
      bool with = false;
      std::size_t end = head.end;
      while (!anaphor && end < tokens_.size() && !ends_title(end)) {
        between = between || (mark_at(end, "between") != nullptr);
        with = with || tokens_[end].is("с") || tokens_[end].is("со");
        const Mark* state = mark_at(end, "state");
        if (state != nullptr) {
          const bool behind_name = mark_at(end, "body") != nullptr;
          if ((between || with) && !behind_name) add_party(parties, party_of(*state->form));
          end = state->end;
          continue;
        }
        ++end;
      }
      const bool described =
          !anaphor && (between || with || about_behind(head.end, end) || !parties.empty());
      if (!described) {
        // "договор", "документ" alone: the one told last.
        const auto last = std::find_if(treaties_.rbegin(), treaties_.rend(), [&](const Known& one) {
          return anaphor || one.fact.form == head.form->what;
        });
        if (last == treaties_.rend()) continue;
        mention.treaty = last->fact.id;
      } else {
        if (with && !between && parties.size() == 1) {
          // "договор с Ираном": the other side is who acts in this sentence.
          for (const Mark& mark : marks_) {
            const std::string state = state_of(mark);
            if (mark.end <= head.begin && !state.empty()) {
              add_party(parties, state);
              break;
            }
          }
        }
        mention.end = end;
        mention.treaty = known(head, mention, parties);
      }
      signed_behind(mention);
      mentions_.push_back(mention);
    }
  }

  bool about_behind(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < std::min(begin + 2, end); ++at) {
      if (mark_at(at, "about") != nullptr) return true;
    }
    return false;
  }

  const Mark* mark_at(std::size_t token, std::string_view sort) const {
    for (const Mark& mark : marks_) {
      if (mark.begin == token && mark.is(sort)) return &mark;
    }
    return nullptr;
  }

  /// The treaty told before with the same parties or name, else a new one.
  std::string known(const Mark& head, const Mention& mention,
                    const std::vector<std::string>& parties) {
    const Span span{tokens_[mention.begin].span.begin, tokens_[mention.end - 1].span.end};
    const Span behind{tokens_[head.begin].span.end, span.end};
    std::string title = head.form->remark + std::string(behind.of(text_));
    const std::set<std::string> sides(parties.begin(), parties.end());
    for (Known& one : treaties_) {
      const std::set<std::string> others(one.fact.parties.begin(), one.fact.parties.end());
      const bool same = one.fact.title == title ||
                        (!sides.empty() && sides == others && one.fact.form == head.form->what);
      if (!same) continue;
      if (title.size() > one.fact.title.size()) {
        one.fact.title = std::move(title);
        one.named = span;
      }
      return one.fact.id;
    }
    if (treaties_.size() >= kMostTreaties) return {};
    Known made;
    made.fact.id = "t" + std::to_string(treaties_.size() + 1);
    made.fact.title = std::move(title);
    made.fact.form = head.form->what;
    made.fact.parties = parties;
    made.named = span;
    treaties_.push_back(std::move(made));
    return treaties_.back().fact.id;
  }

  /// ", подписанный в городе Москве 17 января 2025 года", "от 17 января 2025 года"
  void signed_behind(const Mention& mention) {
    std::size_t at = mention.end;
    const bool of = is_mark(at, "от");
    if (is_mark(at, ",")) ++at;
    const bool has_signed = at < tokens_.size() && (tokens_[at].lower.starts_with("подписанн") ||
                                                    tokens_[at].lower.starts_with("заключенн") ||
                                                    tokens_[at].lower.starts_with("заключённ"));
    if (!of && !has_signed) return;
    const DateInText* date = date_between(at, std::min(at + 9, tokens_.size()));
    if (date == nullptr) return;
    for (Known& one : treaties_) {
      if (one.fact.id == mention.treaty && !one.fact.signed_on) one.fact.signed_on = date->date;
    }
  }

  const DateInText* date_between(std::size_t begin, std::size_t end) const {
    if (begin >= end) return nullptr;
    for (const DateInText& date : dates_) {
      if (date.date && date.span.begin >= tokens_[begin].span.begin &&
          date.span.end <= tokens_[end - 1].span.end) {
        return &date;
      }
    }
    return nullptr;
  }

  // --- who ---

  static std::string state_of(const Mark& mark) {
    if (mark.is("state")) return mark.form->remark == "name" ? std::string() : mark.form->what;
    if (mark.is("adjective")) return mark.form->what;
    if (mark.is("body")) return std::string(split(mark.form->remark, ' ').front());
    return {};
  }

  /// The actor whose words begin at mark `i`, and the mark behind it.
  std::optional<Actor> actor_at(std::size_t i, std::size_t& end) const {
    const Mark& mark = marks_[i];
    end = i + 1;
    if (mark.is("body")) {
      Actor actor;
      actor.name = mark.form->what;
      const std::vector<std::string_view> remark = split(mark.form->remark, ' ');
      actor.state = remark.front();
      if (remark.size() > 1) actor.kind = find_actor_kind(remark[1]);
      // "Меджлис Ирана": the state is part of its name.
      if (end < marks_.size() && marks_[end].is("state") && marks_[end].begin == mark.end) ++end;
      return actor;
    }
    if (mark.is("person")) return person(mark);
    if (mark.is("office")) {
      std::string state;
      std::size_t k = i + 1;
      while (k < marks_.size() && marks_[k].begin <= marks_[k - 1].end &&
             (marks_[k].is("state") || marks_[k].is("body"))) {
        if (state.empty()) state = state_of(marks_[k]);
        ++k;
      }
      if (i > 0 && marks_[i - 1].is("adjective") && marks_[i - 1].end == mark.begin)
        state = state_of(marks_[i - 1]);
      end = k;
      if (k < marks_.size() && marks_[k].is("person") && marks_[k].begin == marks_[k - 1].end) {
        end = k + 1;
        return person(marks_[k]);
      }
      Actor actor;
      actor.role = mark.form->what;
      actor.kind = find_actor_kind(mark.form->remark);
      actor.state = state;
      std::size_t behind = marks_[k - 1].end;
      // "посол Ирана в России Казем Джалали"
      if (k < marks_.size() && is_mark(behind, "в") && marks_[k].begin == behind + 1 &&
          marks_[k].is("state")) {
        behind = marks_[k].end;
        end = k + 1;
      }
      actor.name = name_behind(behind);
      if (actor.name.empty()) actor.name = mark.form->what;
      return actor;
    }
    if (mark.is("state")) {
      if (mark.form->remark == "name") {
        Actor actor;
        actor.name = mark.form->what;
        return actor;
      }
      return actor_of_party(mark.form->what);
    }
    return std::nullopt;
  }

  Actor person(const Mark& mark) const {
    Actor actor;
    actor.name = mark.form->what;
    if (const Holder* holder = gazetteer().holder(to_lower(mark.form->what), day_)) {
      actor.state = holder->code;
      actor.role = holder->role;
      actor.kind = find_actor_kind(holder->kind);
    }
    return actor;
  }

  /// "посол Ирана Казем Джалали": a name that no table holds, as it is written.
  std::string name_behind(std::size_t at) const {
    std::size_t end = at;
    while (end < tokens_.size() && end - at < 3 && tokens_[end].kind == TokenKind::word &&
           tokens_[end].capital) {
      ++end;
    }
    if (end < at + 2) return {};
    return std::string(Span{tokens_[at].span.begin, tokens_[end - 1].span.end}.of(text_));
  }

  bool is_place(const Mark& mark) const {
    if (!mark.is("state") || mark.begin == 0) return false;
    const std::string& before = tokens_[mark.begin - 1].lower;
    return before == "в" || before == "из" || before == "до" || before == "на" ||
           before == "городе" || before == "г";
  }

  void find_speaker() {
    speaker_.reset();
    via_.clear();
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const bool denies = marks_[i].is("cue") && marks_[i].form->what == "denied";
      if (!marks_[i].is("says") && !denies) continue;
      // Who says stands right beside the verb.
      for (const std::size_t k : {i + 1, i}) {
        std::size_t first = k;
        if (k == i) {
          if (i == 0) continue;
          first = i - 1;
          while (first > 0 && marks_[first].begin == marks_[first - 1].end) --first;
        }
        if (first >= marks_.size()) continue;
        const std::size_t gap =
            k == i ? marks_[i].begin - marks_[i - 1].end : marks_[first].begin - marks_[i].end;
        if (gap > 3 || within_mention(marks_[first].begin)) continue;
        if (marks_[first].is("agency")) {
          Actor agency;
          agency.name = marks_[first].form->what;
          agency.kind = find_actor_kind(marks_[first].form->remark);
          via_ = {agency};
          break;
        }
        std::size_t end = 0;
        const std::optional<Actor> actor = actor_at(first, end);
        if (!actor || marks_[first].is("state")) continue;
        speaker_ = actor;
        speaker_begin_ = std::min(marks_[first].begin, marks_[i].begin);
        speaker_end_ = std::max(marks_[end - 1].end, marks_[i].end);
        break;
      }
    }
  }

  // --- acts ---

  struct Clause {
    std::size_t begin = 0, end = 0;
  };
  /// Between commas, but for those inside a treaty's name or before a participle.
  Clause clause_around(const Mark& verb) const {
    Clause clause{0, tokens_.size()};
    for (std::size_t at = verb.begin; at-- > 0;) {
      if ((tokens_[at].is(",") || tokens_[at].is(";") || tokens_[at].is(":")) &&
          !within_mention(at)) {
        clause.begin = at + 1;
        break;
      }
    }
    for (std::size_t at = verb.end; at < tokens_.size(); ++at) {
      if ((tokens_[at].is(",") || tokens_[at].is(";")) && !within_mention(at)) {
        clause.end = at;
        break;
      }
    }
    return clause;
  }

  /// ", что …", ", чтобы …": the clause is what the one before says, wants or denies.
  bool is_content(const Clause& clause) const {
    return is_mark(clause.begin, "что") || is_mark(clause.begin, "чтобы") ||
           is_mark(clause.begin, "будто") || is_mark(clause.begin, "как");
  }

  bool says_nothing(const Clause& clause) const {
    for (std::size_t at = clause.begin; at < clause.end; ++at) {
      if (tokens_[at].is("ли")) return true;  // "whether"
    }
    return false;
  }

  bool unreal(const Clause& clause) const {
    for (std::size_t at = clause.begin; at < clause.end; ++at) {
      if (tokens_[at].is("бы") || tokens_[at].is("б")) return true;
    }
    // "если" opens a clause of its own: the main clause waits for it.
    return std::any_of(marks_.begin(), marks_.end(),
                       [](const Mark& mark) { return mark.is("if"); });
  }

  /// How surely; nothing where the verb is governed by what is not known.
  std::optional<Stance> stance_of(const Mark& verb, const Clause& clause) const {
    const std::string_view form = split(verb.form->remark, ' ').front();
    if (says_nothing(clause)) return std::nullopt;
    if (unreal(clause)) return Stance::conditional;
    const bool content = is_content(clause);
    std::optional<Stance> governed;
    bool negated = false;
    for (const Mark& mark : marks_) {
      if (!mark.is("cue") || mark.begin >= verb.begin) continue;
      const bool outside = mark.begin < clause.begin;
      if (outside && !content) continue;
      const std::optional<Stance> stance = find_stance(mark.form->what);
      if (stance == Stance::denied) return Stance::denied;
      if (stance == Stance::negated) {
        if (outside) return std::nullopt;  // "did not say that"
        negated = true;
      } else {
        governed = stance;
      }
    }
    if (form == "infinitive" && !governed) return std::nullopt;
    if (negated) return governed ? std::optional<Stance>() : Stance::negated;
    if (governed) return governed;
    return form == "future" ? Stance::planned : Stance::asserted;
  }

  void act(std::size_t index) {
    const Mark& verb = marks_[index];
    const Clause clause = clause_around(verb);
    const std::vector<std::string_view> remark = split(verb.form->remark, ' ');
    const std::string_view form = remark.front();
    const std::string_view wants = remark.size() > 1 ? remark[1] : std::string_view();
    // The treaty: behind the verb, or before it where it is the subject.
    const Mention* treaty = nullptr;
    for (const Mention& mention : mentions_) {
      if (mention.begin < clause.begin || mention.begin >= clause.end || mention.treaty.empty())
        continue;
      if (mention.begin >= verb.end || treaty == nullptr) treaty = &mention;
      if (mention.begin >= verb.end) break;
    }
    if (treaty == nullptr) return;
    const auto between = [&](std::string_view word) {
      for (std::size_t at = clause.begin; at < clause.end; ++at) {
        if (tokens_[at].is(word) && !within_mention(at)) return true;
      }
      return false;
    };
    const Mark* law = nullptr;
    const Mark* ratification = nullptr;
    const Mark* body = nullptr;
    for (const Mark& mark : marks_) {
      if (mark.begin < clause.begin || mark.begin >= clause.end || within_mention(mark.begin))
        continue;
      if (mark.is("law")) law = &mark;
      if (mark.is("ratification")) ratification = &mark;
      if (mark.is("body") && mark.begin >= verb.end && body == nullptr) body = &mark;
    }
    const std::optional<ActType> type = find_act_type(verb.form->what);
    if (!type) return;
    ActFact fact;
    fact.type = *type;
    fact.treaty = treaty->treaty;
    if (wants == "law" && law == nullptr) return;
    if ((wants == "из" || wants == "к" || wants == "силу") && !between(wants)) return;
    if (wants == "body" && body == nullptr) return;
    if (fact.type == ActType::sign && law != nullptr) fact.type = ActType::promulgate;
    if (ratification != nullptr && ratification->form->what == "withdraw")
      fact.of = ActType::withdraw;
    const std::optional<Stance> stance = stance_of(verb, clause);
    if (!stance) return;
    // Nobody breaks a treaty in the voice of the document: somebody says so.
    if ((fact.type == ActType::breach || *stance == Stance::denied) && !speaker_) return;
    std::size_t first = verb.begin;
    for (std::size_t i = 0; i < marks_.size();) {
      std::size_t end = i + 1;
      const Mark& mark = marks_[i];
      const bool here = mark.begin >= clause.begin && mark.begin < clause.end &&
                        !within_mention(mark.begin) && !is_place(mark);
      const std::optional<Actor> actor = here ? actor_at(i, end) : std::nullopt;
      const bool speaks = speaker_ && mark.begin >= speaker_begin_ && mark.begin < speaker_end_;
      if (actor && !speaks) {
        const bool before = marks_[end - 1].end <= verb.begin;
        // Active: whoever stands before the verb. Passive: whoever stands behind it.
        const bool acts = form == "passive" ? !before && &mark != body : before;
        if (acts && fact.type != ActType::enter_into_force) {
          fact.by.push_back(*actor);
          first = std::min(first, mark.begin);
        }
      }
      i = end;
    }
    if (fact.by.empty() && form != "passive" && fact.type != ActType::enter_into_force) {
      // "Ратифицировала договор Дума" is rare; a verb without a subject goes on with the one
      // before.
      if (!last_) return;
      fact.by = {*last_};
    }
    if (!fact.by.empty()) last_ = fact.by.front();
    if (fact.type == ActType::submit && body != nullptr) {
      std::size_t end = 0;
      fact.body = actor_at(static_cast<std::size_t>(body - marks_.data()), end);
    }
    const std::size_t last = std::max({verb.end, treaty->end, body == nullptr ? 0 : body->end});
    if (const DateInText* date = date_of(clause, *treaty)) {
      // What is to come lies ahead, whatever the forms of its verbs.
      const bool ahead =
          *stance != Stance::asserted && *stance != Stance::negated && *stance != Stance::denied;
      fact.on = ahead ? resolve(date->phrase, {day_, DateSense::future, {}}) : date->date;
    }
    Statement statement;
    statement.stance = *stance;
    const bool own = speaker_ && verb.begin >= speaker_begin_ && verb.begin < speaker_end_;
    if (!own) statement.speaker = speaker_;
    statement.via = via_;
    first = std::min(first, treaty->begin);
    cite(statement, {tokens_[first].span.begin, tokens_[last - 1].span.end});
    if (fact.type == ActType::sign && fact.on && *stance == Stance::asserted) {
      for (Known& one : treaties_) {
        if (one.fact.id == fact.treaty && !one.fact.signed_on) one.fact.signed_on = fact.on;
      }
    }
    statement.fact = std::move(fact);
    const bool told = std::any_of(acts_.begin(), acts_.end(), [&](const Statement& one) {
      return one.fact == statement.fact && one.stance == statement.stance &&
             one.speaker == statement.speaker;
    });
    if (!told && acts_.size() < kMostActs) acts_.push_back(std::move(statement));
  }

  /// A date of the clause that is not the one of the treaty's signature.
  const DateInText* date_of(const Clause& clause, const Mention& treaty) const {
    for (const DateInText& date : dates_) {
      if (!date.date || date.span.begin < tokens_[clause.begin].span.begin ||
          date.span.end > tokens_[clause.end - 1].span.end) {
        continue;
      }
      const bool of_treaty = treaty.end < tokens_.size() && is_mark(treaty.end, "от") &&
                             date.span.begin >= tokens_[treaty.end].span.begin;
      const bool inside = date.span.begin >= tokens_[treaty.begin].span.begin &&
                          date.span.end <= tokens_[treaty.end - 1].span.end;
      if (!of_treaty && !inside) return &date;
    }
    return nullptr;
  }

  static constexpr std::size_t kMostActs = 20000;

  std::string_view text_;
  const Formulas& formulas_;
  Language language_;
  std::optional<Day> day_;
  std::string doc_;
  std::vector<Token> tokens_ = {};
  std::vector<Mark> marks_ = {};
  std::vector<Mention> mentions_ = {};
  std::vector<DateInText> dates_ = {};
  std::vector<Known> treaties_ = {};
  std::vector<Statement> acts_ = {};
  std::optional<Actor> speaker_ = {}, last_ = {};
  std::vector<Actor> via_ = {};
  std::size_t speaker_begin_ = 0, speaker_end_ = 0;
};

}  // namespace

bool read_by_formulas(Language language) {
  return formulas_of(language) != nullptr;
}

std::vector<Statement> read_formulas(std::string_view utf8, Language language,
                                     std::optional<Day> day, const std::string& doc) {
  if (!read_by_formulas(language)) return {};
  return FormulaReader(utf8, language, day, doc).run();
}

}  // namespace servanda
