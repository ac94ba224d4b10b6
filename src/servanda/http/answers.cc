#include "servanda/http/answers.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "servanda/language/names.h"

namespace servanda {
namespace {

constexpr std::size_t kPage = 200;
constexpr std::size_t kLargestPage = 1000;

}  // namespace

Answer json_answer(const Json& json) {
  return {"application/json", print_json(json) + "\n"};
}

Result<std::size_t> number_of(const Asked& asked, std::string_view name, std::size_t otherwise,
                              std::size_t most) {
  const std::optional<std::string_view> text = asked.target.find(name);
  if (!text) return otherwise;
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failure != std::errc() || end != text->data() + text->size() || value > most) {
    return Error{Code::invalid_argument, fmt::format("{}: \"{}\" is no number", name, *text),
                 fmt::format("0 to {}", most)};
  }
  return value;
}

Result<Day> day_of(const Asked& asked, std::string_view name, Day otherwise) {
  const std::optional<std::string_view> text = asked.target.find(name);
  if (!text) return otherwise;
  const Result<Day> day = parse_day(*text);
  if (day) return *day;
  return Error{Code::invalid_argument, fmt::format("{}: {}", name, day.error().message),
               "a day (2025-01-17)"};
}

Result<bool> truth_of(const Asked& asked, std::string_view name) {
  const std::optional<std::string_view> text = asked.target.find(name);
  if (!text || *text == "false") return false;
  if (text->empty() || *text == "true") return true;
  return Error{Code::invalid_argument,
               fmt::format("{}: \"{}\" is neither true nor false", name, *text),
               fmt::format("{}=true or {}=false", name, name)};
}

Result<Part> part_of(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t limit,
                            number_of(asked, "limit", kPage, kLargestPage));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t offset,
                            number_of(asked, "offset", 0, std::size_t{1} << 40U));
  return Part{limit, offset};
}

Json cut(Json list, const Part& part) {
  if (part.offset == 0 && list.size() <= part.limit) return list;
  Json cut = Json::array();
  for (std::size_t i = part.offset; i < list.size() && i - part.offset < part.limit; ++i)
    cut.push_back(std::move(list[i]));
  return cut;
}

void tell_part(const Asked& asked, const Part& part, std::size_t total, Answer& answer) {
  answer.headers.emplace_back("Servanda-Total", fmt::format("{}", total));
  const auto link = [&](std::size_t at, std::string_view relation) {
    std::string target = asked.target.path;
    char separator = '?';
    for (const auto& [name, value] : asked.target.query) {
      if (name == "limit" || name == "offset") continue;
      target += separator + percent_encoded(name) + "=" + percent_encoded(value);
      separator = '&';
    }
    target += fmt::format("{}limit={}&offset={}", separator, part.limit, at);
    answer.headers.emplace_back("Link", fmt::format("<{}>; rel=\"{}\"", target, relation));
  };
  if (part.limit > 0 && part.offset + part.limit < total) link(part.offset + part.limit, "next");
  if (part.limit > 0 && part.offset > 0)
    link(part.offset > part.limit ? part.offset - part.limit : 0, "prev");
}

Result<Answer> list_answer(const Asked& asked, Json list) {
  SERVANDA_ASSIGN_OR_RETURN(const Part part, part_of(asked));
  const std::size_t total = list.size();
  Answer answer = json_answer(cut(std::move(list), part));
  tell_part(asked, part, total, answer);
  return answer;
}

Result<SearchQuestion> search_of(const Asked& asked) {
  constexpr std::size_t kLatestYear = 9999;
  constexpr std::size_t kLongest = 500;
  SearchQuestion question;
  question.words = asked.text("q");
  question.state = asked.text("state");
  question.subject = asked.text("subject");
  question.act = asked.text("act");
  question.stance = asked.text("stance");
  question.treaty = asked.text("treaty");
  if (question.words.size() > kLongest) {
    return Error{Code::invalid_argument, "q: too many words",
                 fmt::format("{} bytes at most", kLongest)};
  }
  if (!asked.text("year").empty()) {
    SERVANDA_ASSIGN_OR_RETURN(const std::size_t year, number_of(asked, "year", 0, kLatestYear));
    question.year = static_cast<int>(year);
  }
  return question;
}

std::string name_of(const std::string& code) {
  const std::string_view state = gazetteer().state_name(code);
  return std::string(state.empty() ? gazetteer().organisation_name(code) : state);
}

}  // namespace servanda
