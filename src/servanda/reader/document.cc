#include "servanda/reader/document.h"

#include <algorithm>

#include "servanda/language/decode.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

/// The name of the first element, in lower case: declarations and comments before it passed over.
std::string root_element(std::string_view head) {
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    const std::string_view rest = head.substr(at + 1);
    if (rest.starts_with("!--")) {
      at = head.find("-->", at);
      if (at == std::string_view::npos) break;
      continue;
    }
    if (rest.empty() || rest[0] == '?' || rest[0] == '!') continue;
    const std::size_t end = rest.find_first_of(" \t\r\n>/");
    std::string name = to_lower(rest.substr(0, end));
    return name.substr(name.rfind(':') == std::string::npos ? 0 : name.rfind(':') + 1);
  }
  return {};
}

}  // namespace

std::string_view to_text(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::text:
      return "text";
    case DocumentFormat::html:
      return "html";
    case DocumentFormat::xml:
      return "xml";
    case DocumentFormat::docx:
      return "docx";
    case DocumentFormat::pdf:
      return "pdf";
  }
  return "text";
}

DocumentFormat format_of(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return DocumentFormat::pdf;
  if (bytes.starts_with("PK\x03\x04")) return DocumentFormat::docx;
  std::string_view head = bytes.substr(0, 4096);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return DocumentFormat::text;
  head.remove_prefix(first);
  const std::string start = to_lower(head.substr(0, 14));
  const std::string root = root_element(head);
  // XHTML declares itself as XML, XML of laws may have a <body>: the outermost element tells.
  if (root == "html" || root == "head" || root == "body" || start.starts_with("<!doctype html"))
    return DocumentFormat::html;
  if (start.starts_with("<?xml") || start.starts_with("<!doctype") || root == "akomantoso" ||
      root == "treaty") {
    return DocumentFormat::xml;
  }
  return root == "div" || root == "p" || root == "table" || root == "section" || root == "h1"
             ? DocumentFormat::html
             : DocumentFormat::text;
}

std::optional<Span> DocumentText::source(Span span) const {
  if (format == DocumentFormat::pdf || !placed) return std::nullopt;
  return places.source(span);
}

bool DocumentText::converted() const {
  return format != DocumentFormat::text || !placed || places.source({0, 1}) != Span{0, 1} ||
         encoding != "UTF-8";
}

std::size_t DocumentText::page(std::size_t offset) const {
  if (format != DocumentFormat::pdf) return 0;
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\f'));
}

Result<DocumentText> read_document(std::string_view bytes) {
  DocumentText document;
  document.format = format_of(bytes);
  ConvertedText converted;
  if (document.format == DocumentFormat::pdf) {
    SERVANDA_ASSIGN_OR_RETURN(converted.text, text_of_pdf(bytes));
    document.encoding = "UTF-8";
  } else if (document.format == DocumentFormat::docx) {
    SERVANDA_ASSIGN_OR_RETURN(converted, text_of_docx(bytes));
    document.encoding = "UTF-8";
    document.part = "word/document.xml";
  } else {
    if (document.format != DocumentFormat::text && bytes.size() > kLargestMarkup) {
      return Error{Code::parse, "more than 64 MB of markup", "give the text alone"};
    }
    SERVANDA_ASSIGN_OR_RETURN(DecodedText decoded, decode(bytes));
    document.encoding = decoded.encoding;
    if (document.format == DocumentFormat::html) {
      SERVANDA_ASSIGN_OR_RETURN(converted, text_of_html(decoded.utf8));
    } else if (document.format == DocumentFormat::xml) {
      SERVANDA_ASSIGN_OR_RETURN(converted, text_of_xml(decoded.utf8));
    }
    document.placed =
        converted.places.decoded_from(decoded.encoding, decoded.utf8, bytes, decoded.replaced);
    if (document.format == DocumentFormat::text) converted.text = std::move(decoded.utf8);
  }
  document.text = std::move(converted.text);
  document.places = std::move(converted.places);
  if (document.text.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return Error{Code::parse, "the document is empty",
                 document.format == DocumentFormat::pdf
                     ? "its pages may be pictures: run them through character recognition first"
                     : "give a document with text"};
  }
  return document;
}

}  // namespace servanda
