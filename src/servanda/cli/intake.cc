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
#include "servanda/http/fetch.h"
#include "servanda/journal/journal.h"
#include "servanda/language/decode.h"
#include "servanda/query/link.h"
#include "servanda/reader/confidence.h"
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

/// What came in, by the ending of its name and its first bytes.
Result<std::vector<Arrival>> arrivals_in(const fs::path& path, const std::string& bytes,
                                         const std::string& ending) {
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

/// What an address sends is looked at as a file of that kind would be.
std::string ending_for(const std::string& content_type) {
  if (content_type == "text/html" || content_type == "application/xhtml+xml") return ".html";
  if (content_type == "application/mbox") return ".mbox";
  if (content_type == "message/rfc822") return ".eml";
  return content_type.ends_with("xml") ? ".xml" : ".txt";
}

bool is_read(const fs::path& path) {
  static const std::set<std::string> kEndings{".txt", ".md",   ".html", ".htm", ".eml",
                                              ".xml", ".mbox", ".rss",  ".atom"};
  const std::string name = path.filename().string();
  return !name.starts_with(".") && kEndings.count(ending_of(path)) != 0;
}

/// How a statement is proposed: as what is thought right, or as what somebody has to look at.
struct Standing {
  bool sure;
  std::string reason;
};

/// Sure is what the reader reads rightly often enough, of a treaty that is known without doubt or
/// of none.
Standing standing_of(const Statement& statement, const Grounds& grounds, const TreatyLinks& links) {
  const std::string& local = treaty_of(statement);
  const auto link = links.find(local);
  const bool linked = local.empty() || (link != links.end() && !link->second.is_new);
  const bool read = grounds.confidence.value_or(0) >= kSureEnough;
  std::string reason = describe_grounds(grounds);
  if (!linked || !read) {
    reason = fmt::format("not sure{}{}{}", linked ? "" : ": which treaty is meant?",
                         reason.empty() ? "" : "; ", reason);
  }
  return {linked && read, std::move(reason)};
}

class Intake {
 public:
  Intake(Keeper& keeper, const WatchOrder& order) : keeper_(keeper), order_(order) {}

  /// Looks at all places once. Faults of one file do not stop the others.
  int look() {
    int code = kAnswered;
    for (const std::string& place : order_.places) {
      if (is_address(place)) {
        if (const int one = look_at_address(place); one != kAnswered) code = one;
        if (stopped) return code;
        continue;
      }
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
    const Result<std::string> bytes = read_file(file.string());
    seen_[file.string()] = {size, time};
    if (!bytes) return fail(bytes.error());
    return take_all(arrivals_in(file, *bytes, ending_of(file)));
  }

  int look_at_address(const std::string& address) {
    FetchOptions& options = asked_[address];
    Result<Fetched> fetched = fetch(address, options);
    if (!fetched) return fail(fetched.error());
    if (fetched->unchanged) return kAnswered;
    options.etag = std::move(fetched->etag);
    options.last_modified = std::move(fetched->last_modified);
    return take_all(arrivals_in(address, fetched->body, ending_for(fetched->content_type)));
  }

  int take_all(const Result<std::vector<Arrival>>& arrivals) {
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
    std::vector<Standing> standings;
    for (std::size_t i = 0; i < count; ++i)
      standings.push_back(standing_of(reading->statements[i], reading->grounds[i], links));
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
      const std::string id = statement_id(statements[i]);
      if (!proposed.insert(id).second) continue;
      content.statements.push_back(statements[i]);
      content.decisions.push_back(
          {Ruling::propose, id, {}, at, "servanda watch", standings[i].reason, {}});
      ++(standings[i].sure ? sure_ : unsure_);
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
  std::map<std::string, FetchOptions> asked_;  ///< of each address, what is there already
  std::size_t read_ = 0;
  std::size_t sure_ = 0;
  std::size_t unsure_ = 0;
  std::size_t known_ = 0;
};

}  // namespace

int run_watch(const WatchOrder& order) {
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
