// servanda watch: reads dispatches as they arrive, and proposes what they say.

#include <fmt/format.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "servanda/base/sha256.h"
#include "servanda/cli/cli.h"
#include "servanda/exchange/feed.h"
#include "servanda/journal/journal.h"
#include "servanda/language/decode.h"
#include "servanda/query/link.h"
#include "servanda/reader/reader.h"
#include "servanda/register/files.h"
#include "servanda/register/keeper.h"

namespace servanda::cli {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> stopped = false;

void stop(int) {
  stopped = true;
}

/// One document on its way in.
struct Arrival {
  std::string place;  ///< file, and which item of it
  FeedItem item;
};

std::string ending_of(const fs::path& path) {
  std::string ending = path.extension().string();
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return ending;
}

/// What a file holds, by its ending and its first bytes.
Result<std::vector<Arrival>> arrivals_in(const fs::path& path) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes, read_file(path.string()));
  const std::string ending = ending_of(path);
  const std::size_t first = std::min(bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), bytes.size());
  const std::string_view head = std::string_view(bytes).substr(first, 100);
  std::vector<Arrival> arrivals;
  const auto several = [&](Result<std::vector<FeedItem>> items) -> Status {
    if (!items) {
      return Error{items.error().code, fmt::format("{}: {}", path.string(), items.error().message),
                   items.error().advice};
    }
    for (FeedItem& item : *items) {
      arrivals.push_back(
          {fmt::format("{} ({})", path.string(), arrivals.size() + 1), std::move(item)});
    }
    return Done{};
  };
  if (ending == ".mbox" || ending == ".eml" || head.starts_with("From ")) {
    SERVANDA_RETURN_IF_ERROR(several(read_mailbox(bytes)));
    return arrivals;
  }
  const bool markup = ending == ".html" || ending == ".htm";
  if (!markup &&
      (ending == ".xml" || ending == ".rss" || ending == ".atom" || head.starts_with("<?xml") ||
       head.starts_with("<rss") || head.starts_with("<feed"))) {
    SERVANDA_RETURN_IF_ERROR(several(read_feed(bytes)));
    return arrivals;
  }
  Result<DecodedText> decoded = decode(bytes);
  if (!decoded) {
    return Error{decoded.error().code,
                 fmt::format("{}: {}", path.string(), decoded.error().message),
                 decoded.error().advice};
  }
  FeedItem item;
  item.title = path.stem().string();
  item.text = markup ? text_of_markup(decoded->utf8) : std::move(decoded->utf8);
  arrivals.push_back({path.string(), std::move(item)});
  return arrivals;
}

bool is_read(const fs::path& path) {
  static const std::set<std::string> kEndings{".txt", ".md",   ".html", ".htm", ".eml",
                                              ".xml", ".mbox", ".rss",  ".atom"};
  const std::string name = path.filename().string();
  return !name.starts_with(".") && kEndings.count(ending_of(path)) != 0;
}

class Intake {
 public:
  Intake(Keeper& keeper, const WatchOrder& order) : keeper_(keeper), order_(order) {}

  /// Looks at all places once. Faults of one file do not stop the others.
  int look() {
    int code = kAnswered;
    for (const std::string& place : order_.places) {
      std::error_code error;
      if (!fs::exists(place, error)) {
        code = fail({Code::io, fmt::format("there is nothing at {}", place)});
        continue;
      }
      std::vector<fs::path> files;
      if (fs::is_directory(place, error)) {
        for (fs::recursive_directory_iterator it(place, error), end; !error && it != end;
             it.increment(error)) {
          if (it->is_regular_file(error) && is_read(it->path())) files.push_back(it->path());
        }
        std::sort(files.begin(), files.end());
      } else {
        files.emplace_back(place);
      }
      for (const fs::path& file : files) {
        if (const int one = look_at(file); one != kAnswered) code = one;
        if (stopped) return code;
      }
    }
    return code;
  }

  void tell() const {
    print(
        fmt::format("{} documents read: {} statements proposed, {} shown for review; {} were "
                    "known\n",
                    read_, sure_, unsure_, known_));
  }

 private:
  int look_at(const fs::path& file) {
    // A file that is as it was when it was read is not read again; one that still grows is left.
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error);
    if (error) return kAnswered;
    const auto seen = seen_.find(file.string());
    if (seen != seen_.end() && seen->second == std::pair(size, time)) return kAnswered;
    Result<std::vector<Arrival>> arrivals = arrivals_in(file);
    seen_[file.string()] = {size, time};
    if (!arrivals) return fail(arrivals.error());
    int code = kAnswered;
    for (const Arrival& arrival : *arrivals) {
      if (const Status taken = take(arrival); !taken) code = fail(taken.error());
      if (stopped) break;
    }
    return code;
  }

  /// Reads one document, links it, and proposes what it says.
  Status take(const Arrival& arrival) {
    const FeedItem& item = arrival.item;
    const std::string key = sha256_hex(item.text);
    SERVANDA_ASSIGN_OR_RETURN(const bool there, keeper_.holds(key));
    if (there) {
      ++known_;
      return Done{};
    }
    ReadOptions options;
    std::string title = item.title;
    if (title.size() > 50) title.resize(50);
    options.doc = batch_name(title) + "-" + key.substr(0, 8);
    options.published = item.published;
    options.publisher = order_.publisher.empty() ? item.publisher : order_.publisher;
    options.language = order_.language;
    if (!options.published && !order_.published.empty()) {
      SERVANDA_ASSIGN_OR_RETURN(options.published, parse_day(order_.published));
    }
    Result<Reading> reading = read_dispatch(item.text, options);
    if (!reading) {
      return Error{reading.error().code,
                   fmt::format("{}: {}", arrival.place, reading.error().message),
                   reading.error().advice};
    }
    SERVANDA_RETURN_IF_ERROR(refresh());
    const TreatyLinks links = link_treaties(linkable_, reading->statements);
    const std::size_t count = reading->statements.size();
    std::vector<bool> sure(count, true);
    for (std::size_t i = 0; i < count; ++i) {
      // Sure is what speaks of a treaty that is known without doubt, or of none.
      const std::string& local = treaty_of(reading->statements[i]);
      const auto link = links.find(local);
      sure[i] = local.empty() ? !std::holds_alternative<AssessmentFact>(reading->statements[i].fact)
                              : link != links.end() && !link->second.is_new;
    }
    std::vector<Statement> statements = with_links(std::move(reading->statements), links);
    Register content;
    Source source = reading->source;
    source.id = options.doc;
    source.title = item.title;
    source.url = item.url;
    source.file = "documents/" + options.doc + ".txt";
    source.sha256 = sha256_hex(item.text);
    content.sources.push_back(source);
    const Instant at = now();
    std::set<std::string> proposed;
    for (std::size_t i = 0; i < count; ++i) {
      for (Citation& citation : statements[i].from) citation.source = options.doc;
      if (!sure[i]) {
        const std::string doubt = "the reader is not sure: which treaty?";
        statements[i].note += (statements[i].note.empty() ? "" : "; ") + doubt;
      }
      const std::string id = statement_id(statements[i]);
      if (!proposed.insert(id).second) continue;
      content.statements.push_back(statements[i]);
      content.decisions.push_back({Ruling::propose,
                                   id,
                                   {},
                                   at,
                                   "servanda watch",
                                   sure[i] ? "" : "not sure which treaty is meant",
                                   {}});
      ++(sure[i] ? sure_ : unsure_);
    }
    Batch batch;
    batch.name = options.doc;
    batch.mark.at = at;
    batch.mark.by = "servanda watch";
    batch.mark.of = arrival.place;
    batch.mark.key = key;
    batch.text = format_register(content);
    batch.documents.push_back({source.file, item.text});
    SERVANDA_ASSIGN_OR_RETURN(const Added added, keeper_.add(batch));
    if (!added.added) return Done{};
    ++read_;
    for (const Statement& statement : content.statements) linkable_.statements.push_back(statement);
    SERVANDA_ASSIGN_OR_RETURN(version_, keeper_.version());
    return Done{};
  }

  /// The register as documents are linked to it: what was only proposed is known as well, so that
  /// two documents on one new treaty name it alike, and two treaties never share a name.
  Status refresh() {
    SERVANDA_ASSIGN_OR_RETURN(const std::string version, keeper_.version());
    if (version == version_) return Done{};
    SERVANDA_ASSIGN_OR_RETURN(LoadedRegister loaded, keeper_.load());
    linkable_ = std::move(loaded.reg);
    for (Proposal& proposal : loaded.proposals) {
      if (!proposal.decided) linkable_.statements.push_back(std::move(proposal.statement));
    }
    version_ = version;
    return Done{};
  }

  Keeper& keeper_;
  const WatchOrder& order_;
  Register linkable_;
  std::string version_;
  std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>> seen_;
  std::size_t read_ = 0;
  std::size_t sure_ = 0;
  std::size_t unsure_ = 0;
  std::size_t known_ = 0;
};

}  // namespace

int run_watch(const WatchOrder& order) {
  for (const std::string& place : order.places) {
    if (place.starts_with("http://") || place.starts_with("https://")) {
      return wrong_use(fmt::format("{}: addresses are not fetched", place),
                       "let another program fetch it into a folder that is watched: curl -o "
                       "inbox/feed.xml ADDRESS");
    }
  }
  Result<std::unique_ptr<Keeper>> keeper = create_keeper(order.into);
  if (!keeper) return fail(keeper.error());
  Intake intake(**keeper, order);
  int code = intake.look();
  if (!order.once) {
    ::signal(SIGINT, stop);
    ::signal(SIGTERM, stop);
    while (!stopped) {
      for (int i = 0; i < 10 * order.every && !stopped; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      if (!stopped) intake.look();
    }
    code = kAnswered;
  }
  intake.tell();
  return code;
}

}  // namespace servanda::cli
