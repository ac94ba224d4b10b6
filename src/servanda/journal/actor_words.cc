#include "servanda/journal/actor_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "servanda/journal/keywords.h"
namespace servanda {
namespace {

bool is_code(std::string_view word) {
  return word.size() == 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool starts_lower(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

/// Can the text stand as an item in parentheses without being taken for something else?
bool is_plain_item(std::string_view value) {
  if (!is_plain(value) || is_code(value)) return false;
  const std::string_view first = value.substr(0, value.find(' '));
  return first != "kind" && first != "org" && first != "role";
}

std::string name_item(std::string_view name) {
  return is_plain_item(name) && !starts_lower(name) ? std::string(name) : quoted(name);
}

std::string role_item(std::string_view role) {
  return is_plain_item(role) && starts_lower(role) ? std::string(role) : "role " + quoted(role);
}

std::string in_parentheses(const std::vector<std::string>& items) {
  return items.empty() ? std::string() : fmt::format(" ({})", fmt::join(items, ", "));
}

Error expected(std::string_view what) {
  return {Code::parse, fmt::format("{} is expected", what)};
}

/// A bare item: everything up to the comma or the closing parenthesis.
std::string_view take_item(WordsCursor& in) {
  const std::size_t begin = in.position();
  while (!in.peek().empty()) in.take();
  return in.since(begin);
}

Status take_items(WordsCursor& in, Actor& actor) {
  do {
    if (in.next_is('"')) {
      auto name = in.take_quoted();
      if (!name) return expected("a closing quote");
      actor.name = *std::move(name);
    } else if (in.accept("kind")) {
      actor.kind = find_actor_kind(in.peek());
      if (!actor.kind) {
        const std::string_view near = closest(in.peek(), actor_kind_words());
        return Error{Code::parse, fmt::format("unknown kind of actor \"{}\"", in.peek()),
                     near.empty() ? "" : fmt::format("did you mean \"{}\"?", near)};
      }
      in.take();
    } else if (in.accept("org")) {
      auto org = take_free_text(in);
      if (!org) return expected("the name of an organisation");
      actor.org = *std::move(org);
    } else if (in.accept("role")) {
      auto role = in.take_quoted();
      if (!role) return expected("a role in quotes");
      actor.role = *std::move(role);
    } else {
      const std::string_view item = take_item(in);
      if (item.empty()) return expected("a name, a role, or \"kind …\"");
      if (is_code(item)) {
        actor.state = item;
      } else if (starts_lower(item)) {
        actor.role = item;
      } else {
        actor.name = item;
      }
    }
  } while (in.accept(','));
  if (!in.accept(')')) return expected("a comma or \")\"");
  return Done{};
}

}  // namespace

bool is_keyword(std::string_view word) {
  // The longest are "to-verify" and "optional"; ids are mostly longer, or hold a digit.
  if (word.size() < 2 || word.size() > 9) return false;
  const auto& words = part_keywords();
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string free_text(std::string_view value) {
  bool plain = is_plain(value);
  for (std::size_t begin = 0; plain && begin < value.size();) {
    const std::size_t end = std::min(value.find(' ', begin), value.size());
    plain = !is_keyword(value.substr(begin, end - begin));
    begin = end + 1;
  }
  return plain ? std::string(value) : quoted(value);
}

std::optional<std::string> take_free_text(WordsCursor& in) {
  if (in.next_is('"')) return in.take_quoted();
  const std::size_t begin = in.position();
  while (!in.peek().empty() && !is_keyword(in.peek())) in.take();
  const std::string_view words = in.since(begin);
  if (words.empty()) return std::nullopt;
  return std::string(words);
}

Result<Actor> take_actor(WordsCursor& in) {
  Actor actor;
  if (in.accept("org")) {
    auto org = take_free_text(in);
    if (!org) return expected("the name of an organisation");
    actor.org = *std::move(org);
  } else if (is_code(in.peek())) {
    actor.state = in.take();
  } else {
    auto name = take_free_text(in);
    if (!name) return expected("an actor (\"RUS\", \"org EU\", \"State Duma\")");
    actor.name = *std::move(name);
  }
  if (in.accept('(')) SERVANDA_RETURN_IF_ERROR(take_items(in, actor));
  return actor;
}

Result<std::vector<Actor>> take_actors(WordsCursor& in) {
  std::vector<Actor> actors;
  do {
    SERVANDA_ASSIGN_OR_RETURN(Actor actor, take_actor(in));
    actors.push_back(std::move(actor));
  } while (in.accept(','));
  return actors;
}

std::string words_for(const Actor& actor) {
  std::vector<std::string> items;
  std::string head;
  const bool state_first = is_code(actor.state);
  if (state_first) {
    head = actor.state;
    if (!actor.org.empty()) items.push_back("org " + free_text(actor.org));
  } else if (!actor.org.empty()) {
    head = "org " + free_text(actor.org);
  } else {
    head = is_code(actor.name) ? quoted(actor.name) : free_text(actor.name);
  }
  if ((state_first || !actor.org.empty()) && !actor.name.empty())
    items.push_back(name_item(actor.name));
  if (!actor.role.empty()) items.push_back(role_item(actor.role));
  if (actor.kind) items.push_back(fmt::format("kind {}", to_text(*actor.kind)));
  return head + in_parentheses(items);
}

std::string words_for(const std::vector<Actor>& actors) {
  std::vector<std::string> list;
  for (const Actor& actor : actors) list.push_back(words_for(actor));
  return fmt::format("{}", fmt::join(list, ", "));
}

std::string words_for_body(const Actor& actor) {
  if (actor.name.empty()) return words_for(actor);
  std::vector<std::string> items;
  if (is_code(actor.state)) items.push_back(actor.state);
  if (!actor.org.empty()) items.push_back("org " + free_text(actor.org));
  if (!actor.role.empty()) items.push_back(role_item(actor.role));
  if (actor.kind) items.push_back(fmt::format("kind {}", to_text(*actor.kind)));
  return (is_code(actor.name) ? quoted(actor.name) : free_text(actor.name)) + in_parentheses(items);
}

}  // namespace servanda
