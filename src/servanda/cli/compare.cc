// compare: two treaties' texts side by side: final clauses, headings, subjects, terms, norms.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/cli/treaty_files.h"
#include "servanda/cli/treaty_json.h"

namespace servanda::cli {
namespace {

/// What of one kind only one text has, and what both have; each in alphabetical order.
struct Difference {
  const char* key;
  const char* name;
  std::vector<std::string> only_first = {};
  std::vector<std::string> only_second = {};
  std::vector<std::string> both = {};
};

Difference difference_of(const char* key, const char* name, std::vector<std::string> first,
                         std::vector<std::string> second) {
  Difference out{key, name};
  for (std::vector<std::string>* list : {&first, &second}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  std::set_difference(first.begin(), first.end(), second.begin(), second.end(),
                      std::back_inserter(out.only_first));
  std::set_difference(second.begin(), second.end(), first.begin(), first.end(),
                      std::back_inserter(out.only_second));
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                        std::back_inserter(out.both));
  return out;
}

std::vector<Difference> differences_of(const TreatyReading& a, const TreatyReading& b) {
  const auto titles = [](const TreatyReading& reading) {
    std::vector<std::string> all;
    for (const TextArticle& article : reading.articles) {
      if (!article.title.empty()) all.push_back(article.title);
    }
    return all;
  };
  const auto subjects = [](const TreatyReading& reading) {
    std::vector<std::string> all;
    for (const TextSubject& subject : reading.subjects) all.push_back(subject.field);
    return all;
  };
  const auto terms = [](const TreatyReading& reading) {
    std::vector<std::string> all;
    for (const TextDefinition& definition : reading.definitions) all.push_back(definition.term);
    return all;
  };
  return {difference_of("headings", "Headings", titles(a), titles(b)),
          difference_of("subjects", "Subjects", subjects(a), subjects(b)),
          difference_of("terms", "Defined terms", terms(a), terms(b))};
}

Json counted_norms(const TreatyReading& reading) {
  Json counts{{"shall", 0}, {"may", 0}, {"shall-not", 0}};
  for (const TextNorm& norm : reading.norms) {
    Json& count = counts[std::string(to_text(norm.norm.must))];
    count = count.is_null() ? 1 : count.get<int>() + 1;
  }
  return counts;
}

}  // namespace

int run_compare(const std::string& first, const std::string& second, const Common& common) {
  const Result<ReadText> a = read_treaty_file(first);
  if (!a) return fail(a.error());
  const Result<ReadText> b = read_treaty_file(second);
  if (!b) return fail(b.error());
  const Json left = treaty_to_json(a->reading, a->document);
  const Json right = treaty_to_json(b->reading, b->document);
  Json rows = Json::array();
  bool differ = false;
  for (const char* key :
       {"title",           "form",       "parties",  "signed",      "signed_at",   "languages",
        "articles",        "depositary", "consent",  "force",       "force_later", "later_from",
        "provisional",     "term",       "renewal",  "withdrawal",  "survival",    "reservations",
        "partial_consent", "amendment",  "replaces", "territorial", "disputes"}) {
    const Json x = left.contains(key) ? left[key] : Json(nullptr);
    const Json y = right.contains(key) ? right[key] : Json(nullptr);
    if (x.is_null() && y.is_null()) continue;
    differ = differ || x != y;
    rows.push_back({{"key", key}, {"first", x}, {"second", y}, {"same", x == y}});
  }
  const Json norms{{"first", counted_norms(a->reading)}, {"second", counted_norms(b->reading)}};
  const std::vector<Difference> differences = differences_of(a->reading, b->reading);
  for (const Difference& one : differences) {
    differ = differ || !one.only_first.empty() || !one.only_second.empty();
  }
  if (common.format == "json") {
    Json out{{"clauses", rows}};
    for (const Difference& one : differences) {
      out[std::string(one.key) + "_only_in_first"] = one.only_first;
      out[std::string(one.key) + "_only_in_second"] = one.only_second;
      if (one.key != std::string_view("headings"))
        out[std::string(one.key) + "_in_both"] = one.both;
    }
    out["norms"] = norms;
    out["norms"]["first"]["all"] = left["norms"];
    out["norms"]["second"]["all"] = right["norms"];
    print(out);
    return differ ? kNo : kAnswered;
  }
  Page page(style_of(common));
  page.title(fmt::format("{} and {}", name_of(first), name_of(second)));
  for (const bool same : {false, true}) {
    bool any = false;
    for (const Json& row : rows) {
      if (row["same"].get<bool>() != same) continue;
      if (!any) page.heading(same ? "The same" : "Different");
      any = true;
      const auto shown = [](const Json& value) {
        return value.is_null()     ? std::string("silent")
               : value.is_string() ? value.get<std::string>()
                                   : value.dump();
      };
      page.labelled(row["key"].get<std::string>(), shown(row["first"]));
      if (!same) page.labelled("", shown(row["second"]), kQuiet);
    }
  }
  const auto list = [&](const std::string& what, const std::vector<std::string>& all) {
    if (all.empty()) return;
    page.heading(what);
    for (const std::string& one : all) page.hanging("  • ", one);
  };
  for (const Difference& one : differences) {
    list(fmt::format("{} only in the first", one.name), one.only_first);
    list(fmt::format("{} only in the second", one.name), one.only_second);
    if (one.key != std::string_view("headings")) {
      list(fmt::format("{} in both", one.name), one.both);
    }
  }
  page.heading("Norms");
  for (const char* what : {"shall", "may", "shall-not"}) {
    page.labelled(what, fmt::format("{} in the first, {} in the second",
                                    norms["first"][what].get<std::size_t>(),
                                    norms["second"][what].get<std::size_t>()));
  }
  print(std::move(page).finish());
  return differ ? kNo : kAnswered;
}

}  // namespace servanda::cli
