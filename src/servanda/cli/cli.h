// What the verbs share: where answers go, how faults are told, and which exit code they end in.
//
// This is the only room that prints, reads the clock, and looks at the environment.
#ifndef SERVANDA_CLI_CLI_H_
#define SERVANDA_CLI_CLI_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "servanda/model/json.h"
#include "servanda/reader/reader.h"
#include "servanda/register/search.h"
#include "servanda/register/store.h"
#include "servanda/render/style.h"
#include "servanda/time/day_calendar.h"
#include "servanda/time/instant.h"

namespace CLI {
class App;
}

namespace servanda {
class Keeper;
}

namespace servanda::cli {

inline constexpr int kAnswered = 0;  // answered, or "yes"
inline constexpr int kNo = 1;        // "no", or differences found
inline constexpr int kWrongUse = 2;
inline constexpr int kFaultyInput = 3;
inline constexpr int kDamaged = 4;  // a register or a proof that does not agree with itself
inline constexpr int kOpen = 5;     // unknown, disputed, ambiguous
inline constexpr int kInternal = 70;

/// The flags that most verbs have.
struct Common {
  std::string register_path = {};
  std::string on = {};
  std::string known = {};
  std::string format = "text";
  std::string color = "auto";
  std::vector<std::string> about = {};   ///< treaties that the question is about; empty: all
  std::string policy = {};               ///< a written policy's name, or a file with one
  std::vector<std::string> assume = {};  ///< acts taken as recorded: "USA ratify ctbt 2027-01-01"
};

/// Says what is wrong and what to do, on standard error; gives the exit code for it.
int fail(const Error& error);
int wrong_use(const std::string& message, const std::string& advice = {});

/// Writes to standard output; a closed pipe is no fault.
void print(const std::string& text);
void print(const Json& json);

/// Today, from SERVANDA_TODAY where that is set (tests), else from the clock (universal time).
Day today();
/// The instant, from SERVANDA_NOW where that is set, or the beginning of SERVANDA_TODAY.
Instant now();
/// Who runs the program: SERVANDA_USER, else the name that the system knows.
std::string user();
TextStyle style_of(const Common& common);
/// Does a person watch standard error?
bool isatty_stderr();
/// Does one type the answers?
bool isatty_stdin();

/// Where the register lies: --register, or SERVANDA_REGISTER. Empty, with the exit code, for none.
std::string register_path(const Common& common, int& exit_code);
/// The register that is asked, without errors; its faults are told otherwise.
std::optional<LoadedRegister> open_register(const Common& common, int& exit_code);
/// All faults of a register on standard error; true when none is an error.
bool tell_faults(const LoadedRegister& loaded);

/// The two days, each today where it is not given.
std::optional<Moment> valid_moment(const Common& common, int& exit_code);
std::optional<Day> known_day(const Common& common, int& exit_code);
/// The calendar of counted days in that file.
std::optional<DayCalendar> days_of(const std::string& path, int& exit_code);

int exit_code_of(Verdict verdict);

/// Register and days, as every question needs them, with what is assumed.
struct AskedRegister {
  LoadedRegister loaded;
  Moment on;
  Day known;
};
std::optional<AskedRegister> prepare(const Common& common, int& exit_code);
/// The policy by which sources are weighed: a name of the table, else a file.
std::optional<SourcePolicy> source_policy(const Common& common, int& exit_code);
/// Adds acts as if they were recorded. False, with the exit code, where one cannot be read.
bool add_assumptions(const std::vector<std::string>& assumptions, Register& reg, int& exit_code);

struct DiffOrder {
  std::string treaty = {};
  std::string and_on = {};
  std::string and_known = {};
};
int run_between(const std::vector<std::string>& states, const Common& common);
int run_next(const std::string& treaty, const std::string& until, const Common& common);
int run_diff(const DiffOrder& order, const Common& common);
int run_path(const std::string& treaty, const std::string& state, const std::string& days,
             const Common& common);
int run_if(const std::string& scenario, bool why, const Common& common);

struct DeriveOrder {
  std::string clauses = {};
  std::vector<std::string> acts = {};
  std::string groups = {};
  std::string recorded = {};
  std::string bundle = {};
  int jobs = 1;
  bool assume_qualified = false;
  bool why = false;
};
int run_derive(const DeriveOrder& order, const Common& common);

struct ReadOrder {
  std::vector<std::string> files = {};
  std::string as = "dispatch";
  std::string published = {};
  std::string publisher = {};
  std::string language = {};
  std::string format = {};  ///< empty: text on a terminal, else jsonl
  std::string into = {};
  int jobs = 1;         ///< threads, over documents
  bool review = false;  ///< then a person goes through what is proposed
  bool why = false;     ///< with each statement what it rests on, and how surely
};
int run_read(const ReadOrder& order, const Common& common);
/// Treaty texts: final clauses and structure as JSON or pages, a summary of many, or into a
/// register. A text that cannot be read is told and left out where there are others.
int read_treaties(const ReadOrder& order, const ReadOptions& options, const Common& common);
/// Two treaty texts side by side.
int run_compare(const std::string& first, const std::string& second, const Common& common);
/// What becomes of statements that a reader adds: those below kSureEnough wait for a person, or
/// all.
enum class Adding { propose_unsure, propose_all };
/// Links a reading to what the register has, writes the document beside it, adds the statements.
int add_reading(const std::string& folder, Reading reading, const std::string& text, Adding adding);
/// A person decides on the proposals that wait in a register, of some sources or of all.
int walk_proposals(const std::string& path, const std::optional<std::set<std::string>>& sources,
                   const Common& common);
/// The document's name: its file without folder and ending.
std::string name_of(const std::string& path);

/// The file with the trained tables of tagger and parser: in SERVANDA_TABLES where that is set,
/// else beside the program, else in ../share/servanda.
std::string syntax_tables_path();

struct AnalyseOrder {
  std::string file = {};
  std::string format = "text";
  bool about = false;
};
int run_analyse(const AnalyseOrder& order);

struct ImportOrder {
  std::string kind = {};
  std::vector<std::string> files = {};
  std::string into = {};
  std::string treaty = {};
  std::string title = {};
  std::string publisher = {};
  std::string published = {};
  bool leave_out = false;  ///< rows with faults, instead of refusing all
};
int run_import(const ImportOrder& order);

struct ExportOrder {
  std::string kind = {};
  std::string out = {};
};
int run_export(const ExportOrder& order, const Common& common);

struct WatchOrder {
  std::vector<std::string> places = {};
  std::string into = {};
  std::string publisher = {};
  std::string published = {};
  std::string language = {};
  bool once = false;
  int every = 10;  ///< seconds between two looks
};
int run_watch(const WatchOrder& order);

int run_search(const SearchQuestion& question, const Common& common);
int run_since(const std::string& from, const Common& common);

struct ReviewOrder {
  std::string ruling = {};  ///< empty: shows what waits
  std::vector<std::string> ids = {};
  std::string with = {};
  std::string because = {};
  bool all = false;
  bool precision = false;
};
int run_review(const ReviewOrder& order, const Common& common);

/// A decision of a person about statements, by their full ids.
struct DecisionOrder {
  Ruling ruling = Ruling::accept;
  std::vector<std::string> ids = {};
  std::string with = {};  ///< supersede: the line of the journal in its place
  std::string because = {};
};
/// err: invalid_argument (`with` is no statement), and what Keeper::add says.
Status enter_decision(Keeper& keeper, const LoadedRegister& loaded, const DecisionOrder& order);

int run_status(const std::string& treaty, const std::vector<std::string>& states, bool why,
               const Common& common);
int run_timeline(const std::string& treaty, const Common& common);
int run_dossier(const std::string& treaty, const Common& common);
int run_list(const Common& common);
int run_check(const std::string& path, const Common& common);
int run_fmt(const std::vector<std::string>& files, bool check, bool write);
/// The language server, until the editor ends it.
int run_lsp();
int run_prove(const std::string& file, const Common& common);

struct ServeOrder {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string pages = {};
  std::string tokens = {};
  std::string certificate = {};
  std::string key = {};
  bool closed = false;
  double rate = -1;  ///< below nought: what suits the address
  int header_ms = 10'000;
  int body_ms = 30'000;
  std::size_t most_body = std::size_t{4} << 20U;
};
int run_serve(const ServeOrder& order, const Common& common);

struct TokenOrder {
  std::string file = {};
  std::string name = {};
  std::string role = "reader";
  std::string id = {};
};
int run_token_new(const TokenOrder& order);
int run_token_list(const TokenOrder& order, const Common& common);
int run_token_revoke(const TokenOrder& order);

/// What the verbs of `servanda date` are given.
struct DateOrder {
  std::string first = {};
  std::string second = {};
  std::string rounding = "down";
  std::string counting = "date-to-date";
  std::string align = {};
  std::string published = {};
  std::string language = {};
  std::string direction = {};
  std::string order = {};  ///< of figures: dmy or mdy
  std::string third = {};
  std::string days = {};  ///< a file of days that count
  std::string from = {};  ///< a calendar's name
  std::string to = {};
  std::string check = {};
  int times = 0;
  std::vector<std::string> files = {};
};
using WhenChosen = std::function<void(CLI::App*, const std::function<int()>&)>;
void add_date_verbs(CLI::App& app, DateOrder& order, Common& common, const WhenChosen& when_chosen);

int run_date_add(const DateOrder& order, bool subtracting, const Common& common);
int run_date_compare(const DateOrder& order, const Common& common);
/// An EDTF date, an instant, or words ("the last Wednesday in May").
int run_date_parse(const DateOrder& order, const Common& common);
/// All dates and periods in files.
int run_date_find(const DateOrder& order, const Common& common);
int run_date_notice(const DateOrder& order, const Common& common);
int run_date_count(const DateOrder& order, const Common& common);
int run_date_renew(const DateOrder& order, const Common& common);
int run_date_convert(const DateOrder& order, const Common& common);

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_CLI_H_
