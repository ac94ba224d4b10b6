#include "servanda/exchange/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <pugixml.hpp>

#include "servanda/base/utf8.h"
#include "servanda/exchange/import_rows.h"
#include "servanda/language/decode.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

constexpr std::size_t kLargestFeed = std::size_t{64} << 20;
constexpr std::size_t kMostItems = 100'000;
constexpr int kDeepestXml = 200;
constexpr int kDeepestMessage = 8;

struct Reference {
  std::string_view name;
  std::string_view text;
};
// The character references that news text uses; others stay as they are written.
constexpr std::array<Reference, 24> kReferences{
    {{"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
     {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},  {"lsquo", "‘"},  {"rsquo", "’"},
     {"ldquo", "“"},  {"rdquo", "”"},  {"laquo", "«"},  {"raquo", "»"},  {"hellip", "…"},
     {"eacute", "é"}, {"egrave", "è"}, {"agrave", "à"}, {"ccedil", "ç"}, {"ouml", "ö"},
     {"uuml", "ü"},   {"auml", "ä"},   {"ntilde", "ñ"}, {"middot", "·"}}};

/// Reads "&name;" at `at`; moves on behind it.
bool take_reference(std::string_view markup, std::size_t& at, std::string& text) {
  const std::size_t end = markup.find(';', at);
  if (end == std::string_view::npos || end - at > 10 || end < at + 2) return false;
  std::string_view name = markup.substr(at + 1, end - at - 1);
  if (name.front() == '#') {
    name.remove_prefix(1);
    int base = 10;
    if (!name.empty() && (name.front() == 'x' || name.front() == 'X')) {
      name.remove_prefix(1);
      base = 16;
    }
    std::uint32_t value = 0;
    const auto [stop, fault] = std::from_chars(name.data(), name.data() + name.size(), value, base);
    const bool character =
        value >= 0x20 && value <= 0x10FFFF && !(value >= 0xD800 && value < 0xE000);
    if (fault != std::errc() || stop != name.data() + name.size() || !character) return false;
    append_utf8(text, static_cast<char32_t>(value));
    at = end + 1;
    return true;
  }
  for (const Reference& reference : kReferences) {
    if (reference.name != name) continue;
    text += reference.text;
    at = end + 1;
    return true;
  }
  return false;
}

bool is_block(const std::string& tag) {
  static constexpr std::array<std::string_view, 17> kBlocks{
      "p",  "div", "br", "li", "ul",    "ol",      "h1",      "h2",        "h3",
      "h4", "h5",  "tr", "td", "table", "section", "article", "blockquote"};
  return std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end();
}

std::string without_prefix(const char* name) {
  const char* colon = std::strchr(name, ':');
  return to_lower(colon == nullptr ? name : colon + 1);
}

/// The first child of one of these names, whatever its prefix.
pugi::xml_node child(pugi::xml_node node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const pugi::xml_node one : node.children()) {
      if (without_prefix(one.name()) == name) return one;
    }
  }
  return {};
}

/// All text below an element; markup written as text becomes text.
std::string text_below(pugi::xml_node node) {
  struct Collect : pugi::xml_tree_walker {
    std::string text;
    bool for_each(pugi::xml_node& at) override {
      text += at.value();
      if (is_block(without_prefix(at.name()))) text += '\n';
      return text.size() < kLargestFeed;
    }
  } collect;
  node.traverse(collect);
  return text_of_markup(collect.text);
}

std::optional<Day> day_in(const std::string& text) {
  if (auto day = mail_day(text)) return day;
  if (text.size() >= 10) {
    if (const auto day = parse_day(std::string_view(text).substr(0, 10))) return *day;
  }
  return std::nullopt;
}

std::string address_of(pugi::xml_node item) {
  std::string first;
  for (const pugi::xml_node link : item.children()) {
    if (without_prefix(link.name()) != "link") continue;
    const std::string href = link.attribute("href").value();
    const std::string relation = link.attribute("rel").value();
    const std::string here(trimmed(href.empty() ? link.text().get() : href));
    if (relation.empty() || relation == "alternate") return here;
    if (first.empty()) first = here;
  }
  return first;
}

struct DepthCheck : pugi::xml_tree_walker {
  bool deep = false;
  bool for_each(pugi::xml_node&) override {
    deep = deep || depth() > kDeepestXml;
    return !deep;
  }
};

// ---- mail --------------------------------------------------------------------------------------

struct Message {
  std::vector<std::pair<std::string, std::string>> fields = {};  ///< names in lower case
  std::string_view body = {};

  std::string field(std::string_view name) const {
    for (const auto& [key, value] : fields) {
      if (key == name) return value;
    }
    return {};
  }
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Message read_fields(std::string_view text) {
  Message message;
  while (!text.empty()) {
    const std::string_view rest = text;
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !message.fields.empty()) {
      message.fields.back().second += " " + std::string(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      text = rest;  // no field: the body begins without a blank line
      break;
    }
    if (message.fields.size() < 1000) {
      message.fields.emplace_back(to_lower(trimmed(line.substr(0, colon))),
                                  std::string(trimmed(line.substr(colon + 1))));
    }
  }
  message.body = text;
  return message;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// RFC 2045, 6.7; in headings (RFC 2047) "_" is a blank.
std::string from_quoted_printable(std::string_view text, bool heading) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (heading && text[i] == '_') {
      bytes += ' ';
    } else if (text[i] != '=') {
      bytes += text[i];
    } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      bytes += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      while (i + 1 < text.size() && (text[i + 1] == '\r' || text[i + 1] == ' ')) ++i;
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
  }
  return bytes;
}

std::string from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 64;
    if (c >= 'A' && c <= 'Z') value = static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') value = static_cast<std::uint32_t>(c - 'a') + 26;
    if (c >= '0' && c <= '9') value = static_cast<std::uint32_t>(c - '0') + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=') break;
    if (value == 64) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
  }
  return bytes;
}

std::string in_utf8(const std::string& bytes) {
  Result<DecodedText> decoded = decode(bytes);
  return decoded ? std::move(decoded->utf8) : std::string();
}

/// RFC 2047: "=?utf-8?B?…?=" within a heading.
std::string heading_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t begin = text.find("=?");
    if (begin == std::string_view::npos) break;
    const std::size_t charset = text.find('?', begin + 2);
    const std::size_t coding =
        charset == std::string_view::npos ? charset : text.find('?', charset + 1);
    const std::size_t end = coding == std::string_view::npos ? coding : text.find("?=", coding + 1);
    if (end == std::string_view::npos) break;
    const std::string_view before = text.substr(0, begin);
    if (!trimmed(before).empty() || result.empty()) result += before;
    const std::string_view word = text.substr(coding + 1, end - coding - 1);
    const char kind = text[charset + 1];
    result +=
        in_utf8(kind == 'B' || kind == 'b' ? from_base64(word) : from_quoted_printable(word, true));
    text.remove_prefix(end + 2);
  }
  return result + std::string(text);
}

std::string parameter(const std::string& field, std::string_view name) {
  // Letters of ASCII only: what is found must stand at the same place in the field.
  std::string lower = field;
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const std::size_t at = lower.find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  std::string_view value = std::string_view(field).substr(at + name.size() + 1);
  if (value.starts_with('"')) {
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find('"')));
  }
  return std::string(value.substr(0, value.find_first_of("; \t")));
}

/// The readable text of a message or a part of one.
std::string body_text(const Message& message, int depth) {
  const std::string type = to_lower(message.field("content-type"));
  if (to_lower(message.field("content-disposition")).starts_with("attachment")) return {};
  if (type.starts_with("multipart/")) {
    const std::string boundary = parameter(message.field("content-type"), "boundary");
    if (boundary.empty() || depth >= kDeepestMessage) return {};
    std::string plain;
    std::string other;
    std::string_view rest = message.body;
    const std::string mark = "--" + boundary;
    std::size_t at = rest.find(mark);
    while (at != std::string_view::npos) {
      rest.remove_prefix(at + mark.size());
      if (rest.starts_with("--")) break;
      take_line(rest);
      at = rest.find(mark);
      const Message part = read_fields(rest.substr(0, at));
      const bool markup = to_lower(part.field("content-type")).starts_with("text/html");
      (markup ? other : plain) += body_text(part, depth + 1);
    }
    return plain.empty() ? other : plain;
  }
  if (!type.empty() && !type.starts_with("text/")) return {};
  std::string bytes(message.body);
  const std::string coding = to_lower(message.field("content-transfer-encoding"));
  if (coding == "base64") bytes = from_base64(bytes);
  if (coding == "quoted-printable") bytes = from_quoted_printable(bytes, false);
  bytes = in_utf8(bytes);
  return type.starts_with("text/html") ? text_of_markup(bytes) : bytes;
}

FeedItem item_of(std::string_view text) {
  const Message message = read_fields(text);
  FeedItem item;
  item.id = message.field("message-id");
  item.title = heading_text(message.field("subject"));
  item.publisher = heading_text(message.field("from"));
  if (const std::size_t bracket = item.publisher.find(" <"); bracket != std::string::npos)
    item.publisher.resize(bracket);
  item.published = mail_day(message.field("date"));
  item.text = item.title + "\n\n" + body_text(message, 0);
  return item;
}

}  // namespace

std::string text_of_markup(std::string_view markup) {
  std::string text;
  bool blank = true;
  const auto put = [&](char c) {
    const bool space = c == ' ' || c == '\t' || c == '\r';
    if (space && blank) return;
    text += space ? ' ' : c;
    blank = space || c == '\n';
  };
  const auto line = [&] {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty() && text.back() != '\n') text += '\n';
    blank = true;
  };
  for (std::size_t at = 0; at < markup.size();) {
    const char c = markup[at];
    const bool tag = c == '<' && at + 1 < markup.size() &&
                     (markup[at + 1] == '/' || markup[at + 1] == '!' || markup[at + 1] == '?' ||
                      (markup[at + 1] >= 'a' && markup[at + 1] <= 'z') ||
                      (markup[at + 1] >= 'A' && markup[at + 1] <= 'Z'));
    if (tag) {
      const std::size_t end = markup.find('>', at);
      if (end == std::string_view::npos) break;  // what is cut off is no text
      std::size_t name = at + 1;
      if (markup[name] == '/') ++name;
      std::size_t stop = name;
      while (stop < end && ((markup[stop] >= 'a' && markup[stop] <= 'z') ||
                            (markup[stop] >= 'A' && markup[stop] <= 'Z') ||
                            (markup[stop] >= '0' && markup[stop] <= '9')))
        ++stop;
      const std::string word = to_lower(markup.substr(name, stop - name));
      at = end + 1;
      if (is_block(word)) line();
      if (word == "script" || word == "style") {
        const std::size_t close = markup.find("</" + word, at);
        at = close == std::string_view::npos ? markup.size() : close;
      }
      continue;
    }
    if (c == '&') {
      const std::size_t before = text.size();
      if (take_reference(markup, at, text)) {
        blank = text.size() > before && text.back() == ' ';
        continue;
      }
    }
    put(c);
    ++at;
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  return text;
}

std::optional<Day> mail_day(std::string_view text) {
  text = trimmed(text);
  if (const std::size_t comma = text.find(','); comma <= 10)  // npos is beyond
    text = trimmed(text.substr(comma + 1));
  // "26 Mar 2025 10:00:00 +0300": its own day, whatever it is elsewhere.
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::size_t third = std::min(text.find(' ', second + 1), text.size());
  const std::optional<Edtf> date = table_date(text.substr(0, third));
  return date ? date->day() : std::nullopt;
}

Result<std::vector<FeedItem>> read_feed(std::string_view bytes) {
  if (bytes.size() > kLargestFeed) return Error{Code::parse, "no feed: it is larger than 64 MiB"};
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
  const std::string_view start = trimmed(bytes.substr(0, 200));
  if (to_lower(start).find("<html") != std::string::npos ||
      to_lower(start).find("<!doctype html") != std::string::npos) {
    return Error{Code::parse, "no feed: it is a web page", "look on the page for its RSS address"};
  }
  if (!parsed) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    const auto line =
        std::count(bytes.begin(),
                   bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at, bytes.size())), '\n') +
        1;
    return Error{Code::parse, fmt::format("no feed: line {}: {}", line, parsed.description()),
                 "an RSS or Atom feed is well-formed XML"};
  }
  DepthCheck depth;
  document.traverse(depth);
  if (depth.deep) return Error{Code::parse, "no feed: its elements are nested too deeply"};
  const pugi::xml_node root = document.document_element();
  const std::string kind = without_prefix(root.name());
  if (kind != "rss" && kind != "feed" && kind != "rdf") {
    return Error{Code::parse, fmt::format("no feed: its root is <{}>", root.name()),
                 "an RSS feed begins with <rss>, an Atom feed with <feed>"};
  }
  const pugi::xml_node channel = kind == "feed" ? root : child(root, {"channel"});
  const std::string publisher = text_below(child(channel, {"title"}));
  std::vector<FeedItem> items;
  for (const pugi::xml_node parent : {channel, root}) {
    if (parent == root && kind != "rdf") continue;
    for (const pugi::xml_node node : parent.children()) {
      const std::string name = without_prefix(node.name());
      if (name != "item" && name != "entry") continue;
      if (items.size() >= kMostItems) return items;
      FeedItem item;
      item.title = text_below(child(node, {"title"}));
      item.url = address_of(node);
      item.id = trimmed(child(node, {"guid", "id"}).text().get());
      if (item.id.empty()) item.id = item.url;
      item.publisher = publisher;
      item.published = day_in(std::string(
          trimmed(child(node, {"pubdate", "published", "updated", "date"}).text().get())));
      // "content:encoded" says more than the description that stands beside it.
      const std::string body =
          text_below(child(node, {"encoded", "content", "description", "summary"}));
      item.text = item.title;
      if (!body.empty() && body != item.title) item.text += "\n\n" + body;
      if (find_invalid_utf8(item.text)) item.text = in_utf8(item.text);
      items.push_back(std::move(item));
    }
  }
  return items;
}

Result<std::vector<FeedItem>> read_mailbox(std::string_view bytes) {
  std::vector<FeedItem> items;
  const auto is_start = [&](std::size_t at) {
    return bytes.substr(at).starts_with("From ") && (at == 0 || bytes[at - 1] == '\n');
  };
  if (!is_start(0)) {
    const Message message = read_fields(bytes);
    if (message.field("from").empty() && message.field("subject").empty()) {
      return Error{Code::parse, "no message begins here",
                   "a mailbox begins with \"From \", a message with its fields"};
    }
    items.push_back(item_of(bytes));
    return items;
  }
  std::size_t at = 0;
  while (at < bytes.size() && items.size() < kMostItems) {
    std::size_t next = at + 1;
    do {
      next = bytes.find("\nFrom ", next);
      if (next != std::string_view::npos) ++next;
    } while (next != std::string_view::npos && !is_start(next));
    std::string_view message = bytes.substr(at, next == std::string_view::npos ? next : next - at);
    take_line(message);  // the line that divides
    items.push_back(item_of(message));
    if (next == std::string_view::npos) break;
    at = next;
  }
  return items;
}

}  // namespace servanda
