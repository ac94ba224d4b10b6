// servanda: verbs, flags, exit codes.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <functional>

#include "servanda/base/text.h"
#include "servanda/cli/cli.h"
#include "servanda/cli/parties.h"

namespace {

using servanda::cli::Common;

constexpr const char* kFooter = R"(Examples:
  servanda read examples/dispatches/russia-iran-2025-03-26.txt --published 2025-03-26
  servanda status ru-ir-2025 --register examples/register --on 2025-08-01 --known 2025-07-20 --why
  servanda check examples/register

Days: --on is the valid day (when it is so), --known the known day (when the register could know it).
Both are today unless given.

Exit codes:
  0 answered, or yes    1 no, or differences found      5 unknown, disputed or ambiguous
  2 wrong use           3 faulty input or text          4 damaged register, proof that does not hold
  70 our own mistake)";

/// CLI11's help with examples, in one place for all verbs.
CLI::App* add_verb(CLI::App& app, const std::string& name, const std::string& purpose,
                   const std::string& examples) {
  CLI::App* verb = app.add_subcommand(name, purpose);
  verb->footer("Examples:\n" + examples);
  return verb;
}

/// `also`: a format that this verb has beside those of every verb, and what it is for.
struct AlsoFormat {
  const char* name = nullptr;
  const char* use = nullptr;
};
constexpr AlsoFormat kCalendar{"ics", ", ics for calendars"};
constexpr AlsoFormat kMarkdown{"markdown", ", markdown for pages"};

void add_format(CLI::App* verb, Common& common, const AlsoFormat& also = {}) {
  std::vector<std::string> formats{"text", "json"};
  std::string help = "text for people, json for programs";
  if (also.name != nullptr) {
    formats.emplace_back(also.name);
    help += also.use;
  }
  verb->add_option("--format", common.format, help)->check(CLI::IsMember(formats));
}

void add_colour(CLI::App* verb, Common& common) {
  verb->add_option("--color,--colour", common.color, "auto (on a terminal only), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_question(CLI::App* verb, Common& common, const AlsoFormat& also = {}) {
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text, or an SQLite file (or SERVANDA_REGISTER)");
  verb->add_option("--on", common.on, "the day, or instant with its zone, that is asked about");
  verb->add_option("--known", common.known, "the day by which it must have been known");
  verb->add_option("--policy", common.policy,
                   "how sources that differ are weighed: depositary-first (the usual),\n"
                   "parties-first, official-equal, or a file with an order of one's own");
  verb->add_option("--assume", common.assume,
                   "what if: an act taken as recorded, \"USA ratify ctbt 2027-01-01\"; repeatable")
      ->expected(1)
      ->take_all();
  add_format(verb, common, also);
  add_colour(verb, common);
}

int run(int argc, char** argv) {
  namespace cli = servanda::cli;
  CLI::App app{
      "Computes what treaties bind whom: reads dispatches, keeps a register, answers with a proof.",
      "servanda"};
  app.footer(kFooter);
  app.set_version_flag("--version", "servanda 0.1.0");
  app.require_subcommand(1);
  Common common;
  std::function<int()> chosen;
  const auto when_chosen = [&chosen](CLI::App* verb, std::function<int()> action) {
    verb->callback([&chosen, action = std::move(action)] { chosen = action; });
  };

  // Questions about one treaty need not read the whole register.
  const auto about = [&common](const std::string& treaty) {
    Common narrow = common;
    if (narrow.assume.empty()) narrow.about = {treaty};
    return narrow;
  };

  cli::ReadOrder read;
  CLI::App* verb =
      add_verb(app, "read", "Reads dispatches, headlines or treaty texts",
               "  servanda read dispatch.txt --published 2025-03-26 --format jsonl\n"
               "  servanda read dispatch.txt --published 2025-03-26 --into my-register\n"
               "  servanda read dispatches --format chain --jobs 2\n"
               "  servanda read dispatch.txt --review --into my-register\n"
               "  servanda read --as headlines headlines.tsv --format jsonl\n"
               "  servanda read --as treaty convention.pdf --format json\n"
               "  servanda read --as treaty treaties/*.html --into my-register");
  verb->add_option("files", read.files,
                   "documents, or folders of .txt; - is standard input.\n"
                   "index.tsv in a folder (file, published, publisher, lang) tells their days");
  verb->add_option("--as", read.as, "what the files are")
      ->check(CLI::IsMember({"dispatch", "headlines", "treaty"}));
  verb->add_option("--published", read.published,
                   "day of publication; a dateline in the text comes first");
  verb->add_option("--publisher", read.publisher, "who published it");
  verb->add_option("--lang", read.language, "language of the text (en, ru); else guessed");
  verb->add_option("--jobs", read.jobs, "threads, over documents")->check(CLI::Range(1, 256));
  verb->add_flag("--why", read.why, "with each statement what it rests on, and how surely (jsonl)");
  verb->add_flag("--review", read.review,
                 "proposes all, and walks through what waits in --into: accept, amend, reject");
  verb->add_option("--format", read.format,
                   "jsonl, journal or text (text on a terminal, else jsonl); json, akn and toc for "
                   "treaties; chain:\n"
                   "each instrument across the documents, with what they contradict")
      ->check(CLI::IsMember({"jsonl", "journal", "text", "json", "akn", "toc", "chain"}));
  verb->add_option("--into", read.into, "adds source and statements to this register folder");
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_read(read, common); });

  cli::AnalyseOrder analyse;
  verb = add_verb(app, "analyse", "Shows sentences, words, tags and dependency trees of a text",
                  "  servanda analyse dispatch.txt\n"
                  "  servanda analyse - --format conllu < dispatch.txt\n"
                  "  servanda analyse --about");
  verb->add_option("file", analyse.file, "a text; - is standard input");
  verb->add_option(
          "--format", analyse.format,
          "text, conllu with the bytes of every word, reports: who says what, dateline, or "
          "headlines: who says so, of one headline a line")
      ->check(CLI::IsMember({"text", "conllu", "reports", "dateline", "headlines"}));
  verb->add_flag("--about", analyse.about, "what the tables were trained on, and their licence");
  when_chosen(verb, [&] { return cli::run_analyse(analyse); });

  std::string first_text;
  std::string second_text;
  verb = add_verb(app, "compare", "Sets the final clauses of two treaty texts side by side",
                  "  servanda compare old.txt new.txt");
  verb->add_option("first", first_text, "a treaty text")->required();
  verb->add_option("second", second_text, "another")->required();
  verb->add_option("--format", common.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_compare(first_text, second_text, common); });

  std::string treaty;
  std::vector<std::string> states;
  bool why = false;
  verb = add_verb(app, "status", "Is a treaty in force, for a state or between two?",
                  "  servanda status ru-ir-2025 --register R --on 2025-06-01\n"
                  "  servanda status cfe-1990 RUS --register R --on 2023-11-06T22:00Z --why");
  verb->add_option("treaty", treaty, "id of the treaty")->required();
  verb->add_option("states", states, "none, one or two states (RUS IRN)")->expected(0, 2);
  verb->add_flag("--why", why, "with the proof");
  add_question(verb, common, kMarkdown);
  when_chosen(verb, [&] { return cli::run_status(treaty, states, why, about(treaty)); });

  verb = add_verb(app, "timeline", "Everything that happened to a treaty, and what follows",
                  "  servanda timeline ru-ir-2001 --register R --known 2021-03-20\n"
                  "  servanda timeline ru-ir-2001 --register R --format json");
  verb->add_option("treaty", treaty, "id of the treaty")->required();
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_timeline(treaty, about(treaty)); });

  verb =
      add_verb(app, "dossier",
               "The page that an analyst reads: status, pathways, life, promises, claims, sources",
               "  servanda dossier ru-ir-2025 --register R --on 2025-03-26 --known 2025-03-26\n"
               "  servanda dossier ru-ir-2025 --register R --format json");
  verb->add_option("treaty", treaty, "id of the treaty")->required();
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_dossier(treaty, about(treaty)); });

  verb = add_verb(
      app, "list", "All treaties of a register with their status",
      "  servanda list --register R\n  servanda list --register R --on 2024-12-04 --format json");
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_list(common); });

  verb = add_verb(app, "between", "Treaties between two states, with their status",
                  "  servanda between RUS IRN --register R --on 2025-10-02");
  verb->add_option("states", states, "two states (RUS IRN)")->expected(2)->required();
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_between(states, common); });

  std::string until;
  verb = add_verb(app, "next", "Days on which something changes by itself, or can last be done",
                  "  servanda next --register R --on 2026-01-01 --until 2030-12-31\n"
                  "  servanda next ru-ir-2001 --register R --format ics > treaties.ics");
  verb->add_option("treaty", treaty, "id of one treaty; all of them without");
  verb->add_option("--until", until, "the last day to look at; a year on unless given");
  add_question(verb, common, kCalendar);
  when_chosen(verb, [&] { return cli::run_next(treaty, until, common); });

  cli::DiffOrder diff;
  verb = add_verb(
      app, "diff", "What changed between two days of either clock, and why",
      "  servanda diff --register R --on 2025-09-30 --and-on 2025-10-02\n"
      "  servanda diff ru-ir-2025 --register R --on 2025-08-01 --known 2025-07-20 --and-known "
      "2025-10-03");
  verb->add_option("treaty", diff.treaty, "id of one treaty; all of them without");
  verb->add_option("--and-on", diff.and_on, "the other valid day");
  verb->add_option("--and-known", diff.and_known, "the other known day");
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_diff(diff, common); });

  std::string state;
  verb = add_verb(app, "path", "Where a treaty stands in one state's own procedure",
                  "  servanda path ru-ir-2025 RUS --register R --on 2025-03-26");
  verb->add_option("treaty", treaty, "id of the treaty")->required();
  verb->add_option("state", state, "the state (RUS)")->required();
  std::string sitting_days;
  verb->add_option("--days", sitting_days,
                   "which days count where the pathway waits for sitting days (docs/dates.md)");
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_path(treaty, state, sitting_days, about(treaty)); });

  std::string scenario;
  bool with_proofs = false;
  verb = add_verb(app, "if", "What is owed, allowed or forbidden when one state attacks another",
                  "  servanda if \"ISR attacks IRN\" --register R --on 2026-01-15\n"
                  "  servanda if \"PRK is threatened by KOR\" --register R --format json --why");
  verb->add_option("scenario", scenario,
                   "\"X attacks Y\", \"Y is attacked\", \"X threatens Y\"; codes of states")
      ->required();
  verb->add_flag("--why", with_proofs, "JSON: with the proof of every treaty's status");
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_if(scenario, with_proofs, common); });

  verb = add_verb(app, "parties", "Who is bound by a treaty on a day, and how many",
                  "  servanda parties npt-1968 --register R --on 2010-01-01");
  verb->add_option("treaty", treaty, "id of the treaty")->required();
  add_question(verb, common);
  when_chosen(verb, [&] { return cli::run_parties(treaty, common); });

  cli::DeriveOrder derive;
  verb = add_verb(app, "derive", "From clauses and acts alone: in force when, binding whom",
                  "  servanda derive --clauses paris.json --acts paris.csv --on 2020-01-01\n"
                  "  servanda derive --clauses c.json --acts a.csv --groups members.csv --why\n"
                  "  servanda derive --bundle world --on 2025-01-01 --jobs 2 > world.jsonl");
  verb->add_option("--clauses", derive.clauses, "final clauses of one treaty (docs/clauses.md)");
  verb->add_option("--acts", derive.acts, "tables of its acts: state,act,date; read as one");
  verb->add_option("--groups", derive.groups,
                   "memberships and weights by date: group,state,from,to,weight");
  verb->add_option("--recorded", derive.recorded,
                   "the entry into force as others recorded it: says what sets it apart");
  verb->add_option("--bundle", derive.bundle,
                   "a folder of many treaties, or a journal; one JSON line each");
  verb->add_option("--jobs", derive.jobs, "threads for a bundle")->check(CLI::Range(1, 256));
  verb->add_flag("--assume-qualified", derive.assume_qualified,
                 "take quotas and weights without a table as fulfilled, and say so");
  verb->add_flag("--why", derive.why, "with the proof");
  verb->add_option("--on", common.on, "the day for which verdict and parties are told");
  verb->add_option("--known", common.known, "leave out rows that were known only later");
  add_format(verb, common);
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_derive(derive, common); });

  cli::ImportOrder import;
  verb = add_verb(
      app, "import", "Takes other people's tables and files into a register",
      "  servanda import journal examples/register --into R.db\n"
      "  servanda import untc iv-4.csv --treaty iccpr-1966 --title \"Covenant …\" --into R\n"
      "  servanda import bundle world --into R.db");
  verb->add_option("kind", import.kind, "what the files are")
      ->required()
      ->check(
          CLI::IsMember({"bundle", "jsonl", "csv", "journal", "untc", "manytreaties", "unctad"}));
  verb->add_option("files", import.files, "files; a folder for bundle and journal")->required();
  verb->add_option("--into", import.into, "the register: a folder, or a name ending in .db")
      ->required();
  verb->add_option("--treaty", import.treaty, "id of the treaty of a table without such a column");
  verb->add_option("--title", import.title, "title of that treaty");
  verb->add_option("--publisher", import.publisher, "who published the table");
  verb->add_option("--published", import.published, "when; its rows are known from then on");
  verb->add_flag("--leave-out-faults", import.leave_out,
                 "imports the other rows where some have faults");
  when_chosen(verb, [&] { return cli::run_import(import); });

  cli::ExportOrder export_order;
  verb = add_verb(app, "export", "Gives a register to other programs",
                  "  servanda export journal --register R.db --out folder\n"
                  "  servanda export csv --register R --known 2025-01-01 > acts.csv\n"
                  "  servanda export ics --register R > treaties.ics");
  verb->add_option("kind", export_order.kind, "in which form")
      ->required()
      ->check(CLI::IsMember({"bundle", "jsonl", "csv", "ics", "journal"}));
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text, or an SQLite file (or SERVANDA_REGISTER)");
  verb->add_option("--known", common.known, "what was known by that day");
  verb->add_option("--out", export_order.out, "file or folder; standard output without");
  when_chosen(verb, [&] { return cli::run_export(export_order, common); });

  servanda::SearchQuestion search;
  verb = add_verb(app, "search", "Finds statements by words, names in any script, and facets",
                  "  servanda search \"strategic partnership\" --register R\n"
                  "  servanda search Пезешкиан --act sign --year 2025 --register R.db");
  verb->add_option("words", search.words, "words; all must be there");
  verb->add_option("--state", search.state, "only statements that bear this state (RUS)");
  verb->add_option("--subject", search.subject, "only treaties of this subject");
  verb->add_option("--act", search.act, "ratify, sign …; or treaty, quantity, claim …");
  verb->add_option("--stance", search.stance, "asserted, denied, planned …");
  verb->add_option("--year", search.year, "of the act");
  verb->add_option("--treaty", search.treaty, "only this treaty");
  verb->add_option("--limit", search.limit, "how many are shown")->check(CLI::Range(1, 1000));
  verb->add_option("--offset", search.offset, "from which on");
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text, or an SQLite file (or SERVANDA_REGISTER)");
  add_format(verb, common);
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_search(search, common); });

  cli::WatchOrder watch;
  verb = add_verb(app, "watch", "Reads dispatches as they arrive, and proposes what they say",
                  "  servanda watch inbox --into R.db\n"
                  "  servanda watch feed.xml mail.mbox --into R.db --once\n"
                  "  servanda watch https://example.org/feed.xml --into R.db --every 900");
  verb->add_option("places", watch.places, "folders, mailboxes, RSS and Atom files, addresses")
      ->required();
  verb->add_option("--into", watch.into, "the register: a folder, or a name ending in .db")
      ->required();
  verb->add_option("--publisher", watch.publisher, "who published them, where they do not say");
  verb->add_option("--published", watch.published, "on which day, where they do not say");
  verb->add_option("--lang", watch.language, "language of the texts (en)");
  verb->add_flag("--once", watch.once, "looks once and ends");
  verb->add_option("--every", watch.every, "seconds between two looks")
      ->check(CLI::Range(1, 86400));
  when_chosen(verb, [&] { return cli::run_watch(watch); });

  cli::ReviewOrder review;
  verb = add_verb(
      app, "review", "Shows what was proposed; accepts, amends or rejects it",
      "  servanda review --register R.db\n"
      "  servanda review accept 3f2a9c 77aa01 --register R.db\n"
      "  servanda review reject 3f2a9c --because \"a rumour\" --register R.db\n"
      "  servanda review amend 3f2a9c --with \"2001-03-12 sign a by RUS\" --register R.db");
  verb->add_option("decision", review.ruling,
                   "accept, reject, amend; of what stands: supersede, retract");
  verb->add_option("ids", review.ids, "of the statements; the beginning is enough");
  verb->add_option("--with", review.with, "the statement in its place, as a line of the journal");
  verb->add_option("--because", review.because, "the reason");
  verb->add_flag("--all", review.all, "also what was decided");
  verb->add_flag("--precision", review.precision, "how often each frame was right");
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text, or an SQLite file (or SERVANDA_REGISTER)");
  add_format(verb, common);
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_review(review, common); });

  std::string since;
  verb = add_verb(app, "since", "What came into a register since yesterday, or another moment",
                  "  servanda since --register R.db\n  servanda since 2026-11-24 --register R.db");
  verb->add_option("from", since, "a day or an instant; a day ago without");
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text, or an SQLite file (or SERVANDA_REGISTER)");
  add_format(verb, common);
  add_colour(verb, common);
  when_chosen(verb, [&] { return cli::run_since(since, common); });

  std::string path;
  verb = add_verb(app, "check", "Reports every fault of a register, and runs its assertions",
                  "  servanda check R\n  servanda check R --format json");
  verb->add_option("register", path, "folder or file of .treaty text")->required();
  add_format(verb, common);
  when_chosen(verb, [&] { return cli::run_check(path, common); });

  std::vector<std::string> files;
  bool only_check = false;
  bool write = false;
  verb = add_verb(app, "fmt", "Prints journal text in canonical form",
                  "  servanda fmt a.treaty\n  servanda fmt --write R/*.treaty\n  servanda fmt "
                  "--check R/*.treaty");
  verb->add_option("files", files, "journal files; - is standard input")->required();
  verb->add_flag("--check", only_check, "prints nothing; 1 when a file is not in canonical form");
  verb->add_flag("--write", write, "rewrites the files in place");
  when_chosen(verb, [&] { return cli::run_fmt(files, only_check, write); });

  verb = add_verb(app, "lsp", "A language server for editors, on standard input and output",
                  "  servanda lsp      started by the editor: docs/journal.md says how");
  when_chosen(verb, [] { return cli::run_lsp(); });

  verb = add_verb(app, "prove", "Re-checks a proof by the independent checker",
                  "  servanda status ru-ir-2025 --register R --why --format json > answer.json\n"
                  "  servanda prove answer.json --register R");
  verb->add_option("file", path, "a proof, or an answer with one; - is standard input")->required();
  verb->add_option("-r,--register", common.register_path,
                   "confirms what is said not to be recorded");
  add_format(verb, common);
  when_chosen(verb, [&] { return cli::run_prove(path, common); });

  cli::ServeOrder serve;
  verb = add_verb(app, "serve", "Pages and a JSON API for a register, read afresh as it grows",
                  "  servanda serve --register R\n"
                  "  servanda serve --register R --port 0 --tokens tokens.json\n"
                  "  servanda serve --register R --address 0.0.0.0 --port 443 --tokens T "
                  "--certificate C --key K");
  verb->add_option("-r,--register", common.register_path,
                   "folder or file of .treaty text (or SERVANDA_REGISTER)");
  verb->add_option("--address", serve.address,
                   "address to listen on; this machine alone unless given");
  verb->add_option("--port", serve.port, "port to listen on; 0: any that is free");
  verb->add_option("--pages", serve.pages, "folder of the built pages (or SERVANDA_PAGES)");
  verb->add_option("--tokens", serve.tokens, "token file: who may write (see `servanda token`)");
  verb->add_flag("--closed", serve.closed, "reading needs a token too");
  verb->add_option("--certificate", serve.certificate, "TLS: certificate chain (PEM)");
  verb->add_option("--key", serve.key, "TLS: private key (PEM)");
  verb->add_option("--rate", serve.rate,
                   "requests a second from one address; 0: no limit (50 beyond this machine)");
  verb->add_option("--header-ms", serve.header_ms, "time for a request's header")
      ->check(CLI::Range(10, 600'000));
  verb->add_option("--body-ms", serve.body_ms, "time for a request's body")
      ->check(CLI::Range(10, 600'000));
  verb->add_option("--most-body", serve.most_body, "largest body in bytes")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 30U));
  when_chosen(verb, [&] { return cli::run_serve(serve, common); });

  CLI::App* token = add_verb(app, "token", "Tokens for a server: who may read and write",
                             "  servanda token new --tokens tokens.json --name Anna --role editor\n"
                             "  servanda token list --tokens tokens.json\n"
                             "  servanda token revoke 0f3a9c1b2d4e --tokens tokens.json");
  token->require_subcommand(1);
  cli::TokenOrder holder;
  const auto token_verb = [&](const std::string& name, const std::string& purpose,
                              const std::string& examples) {
    CLI::App* sub = add_verb(*token, name, purpose, examples);
    sub->add_option("--tokens", holder.file, "the token file; holds hashes only")->required();
    return sub;
  };
  verb = token_verb("new", "Makes a token and shows it, once",
                    "  servanda token new --tokens tokens.json --name Anna --role editor");
  verb->add_option("--name", holder.name, "whose it is")->required();
  verb->add_option("--role", holder.role, "reader, editor or admin")
      ->check(CLI::IsMember({"reader", "editor", "admin"}));
  when_chosen(verb, [&] { return cli::run_token_new(holder); });
  verb = token_verb("list", "Who has tokens", "  servanda token list --tokens tokens.json");
  add_format(verb, common);
  when_chosen(verb, [&] { return cli::run_token_list(holder, common); });
  verb = token_verb("revoke", "Ends a token",
                    "  servanda token revoke 0f3a9c1b2d4e --tokens tokens.json");
  verb->add_option("id", holder.id, "the token's id, as the list shows it")->required();
  when_chosen(verb, [&] { return cli::run_token_revoke(holder); });

  cli::DateOrder order;
  cli::add_date_verbs(app, order, common, when_chosen);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands({})) names.push_back(sub->get_name());
    const bool no_verb = argc > 1 && argv[1][0] != '-' &&
                         std::find(names.begin(), names.end(), argv[1]) == names.end();
    fmt::print(stderr, "servanda: {}\n",
               no_verb ? fmt::format("no verb '{}'", argv[1]) : error.what());
    if (argc > 1) {
      const std::vector<std::string_view> views(names.begin(), names.end());
      const std::string_view near = servanda::closest(argv[1], views);
      if (!near.empty() && near != argv[1])
        fmt::print(stderr, "  did you mean `servanda {}`?\n", near);
    }
    fmt::print(stderr, "  `servanda --help` and `servanda VERB --help` show what there is\n");
    return servanda::cli::kWrongUse;
  }
  return chosen ? chosen() : servanda::cli::kWrongUse;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr,
               "servanda: internal fault: {}\n  this is our mistake: please report what you ran\n",
               error.what());
    return servanda::cli::kInternal;
  }
}
