#include "servanda/reader/context.h"

#include <algorithm>

#include "servanda/language/names.h"

namespace servanda {

Actor actor_of_party(const std::string& code) {
  Actor actor;
  if (gazetteer().is_organisation(code)) {
    actor.org = code;
    actor.name = gazetteer().organisation_name(code);
    actor.kind = ActorKind::organisation;
  } else if (const std::string_view name = gazetteer().state_name(code); !name.empty()) {
    actor.state = code;
    actor.name = name;
    actor.kind = ActorKind::state;
  } else {
    actor.name = code;
  }
  return actor;
}

namespace {

/// The words that a statement hangs on: the verb or noun at `at`, and what governs it.
Grounds grounds_at(const Context& context, std::size_t at, const Attribution* said) {
  const Sentence& s = context.sentence;
  Grounds grounds;
  grounds.frame = context.finder;
  if (at < s.tokens.size()) grounds.trigger = s.tokens[at].lower;
  const auto cue = [&](const std::string& word) {
    if (!word.empty()) grounds.cues.push_back(word);
  };
  const std::vector<Group>& groups = context.groups.groups;
  for (const Group& group : groups) {
    if (at < group.begin || at >= group.end) continue;
    grounds.trigger = s.tokens[group.head].lower;
    cue(group.modal);
    if (group.negated) cue("not");
    cue(group.cue);
    cue(group.cue_noun);
    if (group.control && *group.control < groups.size()) cue(groups[*group.control].lemma);
    break;
  }
  if (said != nullptr && said->group && *said->group < groups.size())
    cue(groups[*said->group].lemma);
  return grounds;
}

}  // namespace

std::string grounds_key(const Statement& statement) {
  std::string key(kind_of(statement.fact));
  if (const auto* act = std::get_if<ActFact>(&statement.fact)) key += to_text(act->type);
  if (!statement.from.empty() && statement.from.front().bytes) {
    const Span& bytes = *statement.from.front().bytes;
    key += " " + std::to_string(bytes.begin) + " " + std::to_string(bytes.end);
  }
  return key;
}

Statement& add_statement(Context& context, Fact fact, Stance stance, std::size_t begin,
                         std::size_t end, std::size_t at) {
  const Sentence& s = context.sentence;
  Statement statement;
  statement.fact = std::move(fact);
  statement.stance = stance;
  const Attribution* said = attribution_at(context, at);
  if (said != nullptr) {
    statement.speaker = said->speaker;
    statement.via = said->via;
    if (said->effect == SpeechEffect::denies &&
        (stance == Stance::asserted || stance == Stance::planned || stance == Stance::possible))
      statement.stance = Stance::denied;
    if (said->effect == SpeechEffect::doubts && stance == Stance::asserted)
      statement.stance = Stance::negated;
    if (said->effect == SpeechEffect::demands && stance == Stance::asserted)
      statement.stance = Stance::demanded;
    // Who is quoted may be quoted by an outlet: the wider attribution gives the carrier.
    for (const Attribution& wider : context.attributions) {
      if (&wider != said && at >= wider.begin && at < wider.end && !wider.via.empty() &&
          statement.via.empty()) {
        statement.via = wider.via;
      }
    }
  }
  while (begin < end && s.tokens[begin].kind == TokenKind::mark) ++begin;
  while (end > begin + 1 && s.tokens[end - 1].kind == TokenKind::mark && !s.tokens[end - 1].is(")"))
    --end;
  // "…, he said": who says it stands behind the words and is none of them.
  if (end > begin + 2 && end < s.tokens.size() && s.words[end - 1]->is(kPronoun) &&
      s.tokens[end - 2].kind == TokenKind::mark && s.words[end]->verb()) {
    end -= 2;
    while (end > begin + 1 && s.tokens[end - 1].kind == TokenKind::mark) --end;
  }
  Citation citation;
  citation.source = context.doc;
  const Span span = s.span(begin, end);
  citation.bytes = span;
  citation.words = std::string(span.of(s.text));
  statement.from.push_back(std::move(citation));
  context.memory.grounds.try_emplace(grounds_key(statement), grounds_at(context, at, said));
  context.out.push_back(std::move(statement));
  return context.out.back();
}

Span clause_tokens(const Context& context, std::size_t index) {
  const Sentence& s = context.sentence;
  const Group& group = context.groups.groups[index];
  std::size_t begin = group.begin;
  if (const std::optional<std::size_t> subject = find_subject(s, context.groups, index)) {
    const Phrase& phrase = s.phrases[*subject];
    if (phrase.begin < begin) begin = phrase.begin;
  }
  const Complements complements = find_complements(s, context.groups, index);
  std::size_t end = complements.end;
  while (end > group.end &&
         (s.tokens[end - 1].kind == TokenKind::mark ||
          (s.phrase_at[end - 1] < 0 && s.words[end - 1]->is(kConjunction | kSubordinator)))) {
    --end;
  }
  return {begin, end};
}

namespace {

DateSense sense_of(const Group& group) {
  if (group.modal == "will" || group.modal == "would" || group.modal == "shall" ||
      group.modal == "is-to" || group.modal == "may" || group.modal == "could" ||
      group.modal == "might" || group.modal == "must") {
    return DateSense::future;
  }
  if (group.ranked) return DateSense::past;
  if (group.shape == GroupShape::infinitive) return DateSense::future;
  if (!group.past && group.shape == GroupShape::finite) return DateSense::future;
  return DateSense::past;
}

}  // namespace

std::optional<Edtf> date_between(Context& context, std::size_t begin, std::size_t end,
                                 DateSense sense) {
  for (const Phrase& phrase : context.sentence.phrases) {
    if (phrase.kind != PhraseKind::date || phrase.begin < begin || phrase.begin >= end) continue;
    DateContext dates{context.memory.day, sense, context.memory.told};
    if (std::optional<Edtf> date = resolve(*phrase.date, dates)) return date;
  }
  return std::nullopt;
}

std::optional<Edtf> date_of(Context& context, std::size_t index) {
  const Sentence& s = context.sentence;
  const Group& group = context.groups.groups[index];
  const Complements complements = find_complements(s, context.groups, index);
  const Phrase* best = nullptr;
  std::size_t distance = 0;
  const auto consider = [&](const Phrase& phrase, std::size_t away) {
    if (phrase.date->since && group.lemma != "be") return;
    if (best == nullptr || away < distance) {
      best = &phrase;
      distance = away;
    }
  };
  // Where the clause before ends.
  std::size_t from = s.begin;
  if (index > 0) {
    const Group& previous = context.groups.groups[index - 1];
    from = previous.end;
    const bool inner = group.shape == GroupShape::infinitive || group.shape == GroupShape::gerund;
    if (inner && group.control) from = context.groups.groups[*group.control].end;
  }
  const auto of_previous = [&](const Phrase& phrase) {
    // "signed in July, has not yet …": the date stands right behind the verb before.
    if (index == 0 || phrase.end > group.begin) return false;
    const Group& previous = context.groups.groups[index - 1];
    if (previous.end > phrase.begin) return false;
    for (std::size_t at = previous.end; at < phrase.begin; ++at) {
      if (s.tokens[at].is(",") || s.tokens[at].is(";") || s.words[at]->is(kSubordinator))
        return false;
    }
    return true;
  };
  // "initialled the text, agreed in March": the date behind another verb is that verb's.
  const auto of_inner = [&](const Phrase& phrase) {
    return std::any_of(
        context.groups.groups.begin(), context.groups.groups.end(),
        [&](const Group& inner) { return inner.begin >= group.end && inner.end <= phrase.begin; });
  };
  for (const Phrase& phrase : s.phrases) {
    if (phrase.kind != PhraseKind::date || of_previous(phrase) || of_inner(phrase)) continue;
    // "agreed on Monday to extend it": the day of the agreement.
    if (group.shape == GroupShape::infinitive && !group.ranked && phrase.end <= group.begin)
      continue;
    if (phrase.begin >= group.end && phrase.begin < complements.end) {
      consider(phrase, phrase.begin - group.end);
    } else if (phrase.end <= group.begin && phrase.begin >= from) {
      // A date before the verb belongs to it unless a clause boundary lies between; at the very
      // beginning of the sentence it sets the time for all that follows.
      consider(phrase, group.begin - phrase.end + 3);
    }
  }
  if (best == nullptr && from > s.begin) {
    for (const Phrase& phrase : s.phrases) {
      if (phrase.kind != PhraseKind::date) continue;
      const bool leads = phrase.begin <= s.begin + 2 && phrase.end <= group.begin && group.joined;
      if (leads) consider(phrase, 100);
    }
  }
  if (best == nullptr) return std::nullopt;
  DateContext dates{context.memory.day, sense_of(group), context.memory.told};
  return resolve(*best->date, dates);
}

}  // namespace servanda
