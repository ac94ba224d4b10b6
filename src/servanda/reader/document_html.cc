// HTML by libxml2's forgiving parser.
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <limits>
#include <memory>

#include "servanda/reader/document.h"

namespace servanda {
namespace {

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view one : names) {
    if (name == one) return true;
  }
  return false;
}

bool is_left_out(std::string_view name) {
  return is_any(name, {"script", "style", "head", "nav", "noscript", "template", "button", "select",
                       "form", "svg", "iframe"});
}

bool is_block(std::string_view name) {
  return is_any(name, {"p",   "div",    "li",      "ul",      "ol",   "tr", "table",
                       "br",  "hr",     "section", "article", "h1",   "h2", "h3",
                       "h4",  "h5",     "h6",      "dt",      "dd",   "dl", "blockquote",
                       "pre", "header", "footer",  "main",    "body", "td", "th"});
}

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

constexpr std::size_t kDeepest = 256;

/// Takes what the parser reports. It bounds no depth of its own, and tells where it stands.
class Taker {
 public:
  Taker(std::string_view source, htmlParserCtxt* parser) : source_(source), parser_(parser) {}

  void start(std::string_view name) {
    if (++depth_ > kDeepest) {
      too_deep_ = true;
      xmlStopParser(parser_);
      return;
    }
    if (left_out_ > 0 || is_left_out(name)) {
      ++left_out_;
    } else if (is_heading(name)) {
      writer_.end_line();
      writer_.insert("\n# ");
    } else if (is_block(name)) {
      writer_.end_line();
    }
  }

  void end(std::string_view name) {
    if (depth_ > 0) --depth_;
    if (left_out_ > 0) {
      --left_out_;
    } else if (is_block(name)) {
      writer_.end_line();
    }
  }

  void text(std::string_view words) {
    if (left_out_ > 0 || words.empty()) return;
    // The parser stands behind what it reports: as it is in the source, or an entity.
    const xmlParserInput& input = *parser_->input;
    const std::size_t here =
        std::min(source_.size(), input.consumed + static_cast<std::size_t>(input.cur - input.base));
    std::size_t begin = std::string_view::npos;
    if (here >= words.size() && source_.substr(here - words.size(), words.size()) == words) {
      begin = here - words.size();
    } else if (const std::size_t entity = source_.substr(0, here).rfind('&');
               entity != std::string_view::npos && entity >= last_) {
      begin = entity;
    } else {
      // Signs that HTML may not hold were left out: about here.
      begin = std::max(last_, here - std::min(here, words.size()));
    }
    last_ = std::max(last_, begin);
    last_ = std::max(last_, std::min(writer_.words(words, source_, begin), here));
  }

  bool too_deep() const { return too_deep_; }
  ConvertedText take() { return {writer_.take(), writer_.take_places()}; }

 private:
  std::string_view source_;
  htmlParserCtxt* parser_;
  TextWriter writer_;
  std::size_t last_ = 0;
  std::size_t depth_ = 0;
  std::size_t left_out_ = 0;  ///< how deep in elements that hold no text of the page
  bool too_deep_ = false;
};

Taker& taker_of(void* parser) {
  return *static_cast<Taker*>(static_cast<htmlParserCtxt*>(parser)->_private);
}
std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

}  // namespace

Result<ConvertedText> text_of_html(std::string_view utf8) {
  if (utf8.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) ||
      utf8.size() > kLargestMarkup) {
    return Error{Code::parse, "more than 64 MB of HTML", "give the text alone"};
  }
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), &htmlFreeParserCtxt);
  if (!parser) return Error{Code::parse, "the HTML cannot be read", {}};
  // The text is UTF-8 whatever its own <meta> says: it was decoded before.
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  Taker taker(utf8, parser.get());
  parser->_private = &taker;
  // No tree is built: what the parser finds is written at once.
  xmlSAXHandler& handler = *parser->sax;
  handler = xmlSAXHandler{};
  handler.startElement = [](void* context, const xmlChar* name, const xmlChar**) {
    taker_of(context).start(view_of(name));
  };
  handler.endElement = [](void* context, const xmlChar* name) {
    taker_of(context).end(view_of(name));
  };
  handler.characters = [](void* context, const xmlChar* text, int length) {
    taker_of(context).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  };
  handler.ignorableWhitespace = handler.characters;
  htmlParseDocument(parser.get());
  if (taker.too_deep()) {
    return Error{Code::parse, "the HTML is nested too deeply", "at most 256 elements deep"};
  }
  return taker.take();
}

}  // namespace servanda
