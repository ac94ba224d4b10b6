// Treaty texts a second, structure and final clauses, answers checked; and the same texts for a
// rival (bench/text-rival) when a folder is given to write them to.

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "servanda/reader/treaty_text.h"

namespace {

using namespace servanda;

/// A made treaty, and what its text says.
struct Made {
  std::string text;
  std::size_t articles = 0;
  int consents = 0;
  int days = 0;
  int term_years = 0;  ///< 0: no fixed term
  int notice_months = 0;
};

/// Some 60 KB in the manner of a convention, no two alike.
Made made_treaty(int n) {
  constexpr const char* kBody[] = {
      "Each Party shall keep its lighthouses in good repair and shall inform the other Parties of "
      "every change in the character of a light, where such a change concerns navigation in waters "
      "that are used by ships of the other Parties.",
      "Nothing in this article prevents a Party from closing a harbour for reasons of public "
      "order, "
      "provided that it gives reasons and that the measure lasts no longer than those reasons.",
      "The competent authorities shall exchange charts, notices to mariners and the results of "
      "hydrographic surveys, as far as their laws allow it, and shall bear their own costs.",
      "Where damage was done to a light, the Party in whose waters the ship is found may ask for "
      "security before it is released; the court at the place of the light decides on its amount.",
      "Keepers of lights and their families are exempt from dues and duties on household goods "
      "which they bring with them when they first take up their post."};
  Made made;
  made.articles = 60;
  made.consents = 3 + n % 50;
  made.days = 10 + n % 80;
  made.term_years = n % 3 == 0 ? 0 : 2 + n % 18;
  made.notice_months = 1 + n % 11;
  std::string& text = made.text;
  text = fmt::format(
      "CONVENTION ON LIGHTHOUSES, NUMBER {}\n\nThe States Parties to this Convention, desiring "
      "that "
      "ships find their way, have agreed as follows:\n\n",
      n);
  for (int article = 1; article <= 56; ++article) {
    text += fmt::format("Article {}\nOf lights of class {}\n", article, article * 7 + n % 5);
    for (int paragraph = 1; paragraph <= 5; ++paragraph)
      text += fmt::format("{}. {}\n", paragraph, kBody[(n + article + paragraph) % 5]);
    text += "\n";
  }
  text += fmt::format(
      "Article 57\nSignature\nThis Convention is subject to ratification. Instruments of "
      "ratification shall be deposited with the Secretary-General of the United Nations.\n\n"
      "Article 58\nEntry into force\nThis Convention shall enter into force {} days after the date "
      "of the deposit of the {}th instrument of ratification.\n\n"
      "Article 59\nDuration\n{}\n\n"
      "Article 60\nWithdrawal\nAny Party may withdraw from this Convention by written notification "
      "to the Secretary-General. Withdrawal shall take effect {} months after the date of receipt "
      "of the notification.\n\nDone at Geneva on 4 May 2011, in the English language.\n",
      made.days, made.consents,
      made.term_years == 0
          ? std::string("This Convention is of unlimited duration.")
          : fmt::format("This Convention shall remain in force for a period of {} years.",
                        made.term_years),
      made.notice_months);
  return made;
}

bool is_right(const Made& made, const TreatyReading& found) {
  const Clauses& c = found.treaty.clauses;
  if (found.articles.size() != made.articles || !c.force || !c.term || !c.withdrawal) return false;
  if (c.force->count != made.consents || c.force->after != Period{0, made.days}) return false;
  if (made.term_years == 0 ? !c.term->indefinite
                           : c.term->length != Period{12 * made.term_years, 0}) {
    return false;
  }
  return c.withdrawal->notice == Period{made.notice_months, 0};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Made> treaties;
  double bytes = 0;
  for (int n = 0; n < 400; ++n) {
    treaties.push_back(made_treaty(n));
    bytes += static_cast<double>(treaties.back().text.size());
  }
  if (argc > 1) {
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    std::ofstream answers(folder / "answers.tsv");
    for (std::size_t n = 0; n < treaties.size(); ++n) {
      const Made& made = treaties[n];
      std::ofstream(folder / fmt::format("{:03}.txt", n)) << made.text;
      answers << fmt::format("{:03}\t{}\t{}\t{}\t{}\t{}\n", n, made.articles, made.consents,
                             made.days, made.term_years, made.notice_months);
    }
  }
  std::vector<double> seconds;
  for (int run = 0; run < 6; ++run) {
    // Processor time: one thread, and other programs do not count.
    const std::clock_t begin = std::clock();
    for (const Made& made : treaties) {
      const Result<TreatyReading> found = read_treaty_text(made.text);
      if (found && is_right(made, *found)) continue;
      fmt::print("{:<28} wrong answer\n", "treaty texts");
      return 1;
    }
    if (run > 0) {
      seconds.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
  }
  std::sort(seconds.begin(), seconds.end());
  fmt::print("{:<28} {:>10.3f} ms   {:>10.1f} MB/s   ({:.1f} MB in {} texts)\n", "treaty texts",
             seconds[2] * 1e3, bytes / 1e6 / seconds[2], bytes / 1e6, treaties.size());
  return 0;
}
