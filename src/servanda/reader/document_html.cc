// HTML by libxml2's forgiving parser, which bounds its own depth.
#include <libxml/HTMLparser.h>

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

class Writer {
 public:
  void line_end() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }
  void heading() {
    line_end();
    out_ += "\n# ";
  }
  void text(std::string_view words) {
    for (const char c : words) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank) {
        out_ += c;
      } else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
        out_ += ' ';
      }
    }
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

Result<std::string> text_of_html(std::string_view utf8) {
  if (utf8.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) ||
      utf8.size() > kLargestMarkup) {
    return Error{Code::parse, "more than 64 MB of HTML", "give the text alone"};
  }
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) return Error{Code::internal, "no memory for the HTML", {}};
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlCtxtReadMemory(parser.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                         kOptions),
      &xmlFreeDoc);
  // At its bound of depth the parser stops, and what follows would be missing without a word.
  if (parser->lastError.code == XML_ERR_INTERNAL_ERROR) {
    return Error{Code::parse, "the HTML is nested too deeply", "at most 256 elements deep"};
  }
  if (!document) return Error{Code::parse, "the HTML cannot be read", {}};
  Writer writer;
  // Depth first without recursion: the tree comes from strangers.
  const xmlNode* node = xmlDocGetRootElement(document.get());
  const xmlNode* const root = node;
  const auto name_of = [](const xmlNode* one) {
    return one->type == XML_ELEMENT_NODE && one->name != nullptr
               ? std::string_view(reinterpret_cast<const char*>(one->name))
               : std::string_view();
  };
  while (node != nullptr) {
    const std::string_view name = name_of(node);
    if (node->type == XML_TEXT_NODE && node->content != nullptr) {
      writer.text(reinterpret_cast<const char*>(node->content));
    } else if (is_heading(name)) {
      writer.heading();
    } else if (is_block(name)) {
      writer.line_end();
    }
    if (node->children != nullptr && node->type == XML_ELEMENT_NODE && !is_left_out(name)) {
      node = node->children;
      continue;
    }
    if (is_block(name)) writer.line_end();
    while (node != root && node->next == nullptr) {
      node = node->parent;
      if (is_block(name_of(node))) writer.line_end();
    }
    node = node == root ? nullptr : node->next;
  }
  return writer.take();
}

}  // namespace servanda
