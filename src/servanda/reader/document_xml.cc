// Akoma Ntoso, ToTA and the XML within DOCX by pugixml, which knows no external entities.
#include <algorithm>
#include <pugixml.hpp>

#include "servanda/reader/document.h"
#include "servanda/reader/document_xml.h"

namespace servanda {
namespace {

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view one : names) {
    if (name == one) return true;
  }
  return false;
}

/// Where a text stands in the source, which pugixml keeps in place.
std::size_t place_of(pugi::xml_node node) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()));
}

/// Attributes know no place of their own: the value is looked for behind the element's name.
std::size_t place_of_attribute(std::string_view utf8, std::size_t element, std::string_view name) {
  const std::size_t begin = std::min(element, utf8.size());
  const std::string_view tag =
      utf8.substr(begin, std::min(utf8.find('>', begin), utf8.size()) - begin);
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const std::size_t sign = tag.find_first_not_of(" \t\r\n", at + name.size());
    if (at == 0 || sign == std::string_view::npos || tag[sign] != '=') continue;
    const std::size_t quote = tag.find_first_of("\"'", sign);
    if (quote != std::string_view::npos) return begin + quote + 1;
  }
  return element;
}

/// Calls enter and leave for every node, depth first, without recursion.
template <class Enter, class Leave>
void walk(pugi::xml_node root, Enter enter, Leave leave) {
  pugi::xml_node node = root;
  while (node) {
    if (enter(node) && node.first_child()) {
      node = node.first_child();
      continue;
    }
    leave(node);
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      leave(node);
    }
    if (node == root) return;
    node = node.next_sibling();
  }
}

}  // namespace

Result<std::size_t> depth_of_xml(std::string_view utf8) {
  std::size_t depth = 0;
  std::size_t most = 0;
  for (std::size_t at = utf8.find('<'); at != std::string_view::npos; at = utf8.find('<', at + 1)) {
    const std::string_view rest = utf8.substr(at + 1, 9);
    if (rest.starts_with("!DOCTYPE") || rest.starts_with("!ENTITY")) {
      return Error{Code::parse, "the XML declares a document type or entities",
                   "give it without: they are not needed, and not expanded"};
    }
    if (rest.empty() || rest[0] == '!' || rest[0] == '?') continue;
    if (rest[0] == '/') {
      if (depth > 0) --depth;
      continue;
    }
    const std::size_t close = utf8.find('>', at);
    if (close == std::string_view::npos) break;
    if (utf8[close - 1] != '/') most = std::max(most, ++depth);
  }
  return most;
}

Result<ConvertedText> text_of_xml(std::string_view utf8) {
  if (utf8.size() > kLargestMarkup)
    return Error{Code::parse, "more than 64 MB of XML", "give the text alone"};
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t depth, depth_of_xml(utf8));
  if (depth > kDeepestXml) {
    return Error{Code::parse, "the XML is nested more than 200 deep", {}};
  }
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return Error{Code::parse,
                 std::string("no well-formed XML: ") + parsed.description() + " at byte " +
                     std::to_string(parsed.offset),
                 {}};
  }
  TextWriter writer;
  const std::string& out = writer.text();
  const auto enter = [&](pugi::xml_node node) {
    const std::size_t place = place_of(node);
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      // Line breaks within a text of ToTA are those of its lines.
      const std::string_view value = node.value();
      std::size_t source = place;
      for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find("\n\n", at), value.size());
        source = writer.words(value.substr(at, end - at), utf8, source);
        if (end == value.size()) break;
        writer.end_line();
        for (int line = 0; line < 2 && source < utf8.size(); ++line)
          source += utf8.substr(source, 2) == "\r\n" ? 2 : 1;
        at = end + 2;
      }
      return false;
    }
    const std::string_view name = local(node.name());
    if (is_any(name, {"meta", "identification", "lifecycle", "references"})) {
      // The title of ToTA stands among its facts.
      if (const pugi::xml_node title = node.child("name")) {
        writer.words(title.text().get(), utf8, place_of(title.first_child()));
        writer.insert("\n\n");
      }
      return false;
    }
    if (is_any(name, {"article", "chapter", "part", "section", "title"})) {
      writer.end_line();
      const std::string_view number = node.attribute("number").value();
      const std::string_view heading = node.attribute("name").value();
      if (!number.empty() || !heading.empty()) {
        writer.insert("\n# ");
        writer.words(number, utf8, place_of_attribute(utf8, place, "number"));
        if (!number.empty() && !heading.empty()) writer.insert(" ");
        writer.words(heading, utf8, place_of_attribute(utf8, place, "name"));
        writer.insert("\n");
      }
      if (node.child("num") ||
          node.find_child([](pugi::xml_node child) { return local(child.name()) == "num"; })) {
        writer.insert("\n# ");
      }
    } else if (is_any(name, {"paragraph", "point", "p", "content", "intro", "list", "block",
                             "docTitle", "preamble", "conclusions", "recital", "subparagraph"})) {
      if (!out.ends_with("# ")) writer.end_line();
    } else if (name == "heading" && !out.empty() && out.back() != '\n' && !out.ends_with("# ")) {
      writer.insert(" ");
    }
    return true;
  };
  const auto leave = [&](pugi::xml_node node) {
    const std::string_view name = local(node.name());
    if (is_any(name, {"article", "heading", "p", "chapter", "part", "docTitle", "preamble",
                      "conclusions", "recital"})) {
      writer.end_line();
    }
    if (name == "num") writer.insert(" ");
  };
  walk(document.document_element(), enter, leave);
  return ConvertedText{writer.take(), writer.take_places()};
}

Result<ConvertedText> text_of_word_xml(std::string_view utf8) {
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t depth, depth_of_xml(utf8));
  if (depth > kDeepestXml) {
    return Error{Code::parse, "the DOCX is nested more than 200 deep", {}};
  }
  pugi::xml_document document;
  if (!document.load_buffer(utf8.data(), utf8.size(),
                            pugi::parse_default | pugi::parse_ws_pcdata_single,
                            pugi::encoding_utf8)) {
    return Error{Code::parse, "the DOCX holds no well-formed XML", {}};
  }
  TextWriter writer;
  const auto enter = [&](pugi::xml_node node) {
    const std::string_view name = local(node.name());
    if (name == "t") {
      writer.put(node.text().get(), utf8, place_of(node.first_child()));
      return false;
    }
    if (name == "tab" || name == "br" || name == "cr") writer.insert(name == "tab" ? " " : "\n");
    if (name == "pStyle" &&
        std::string_view(node.attribute("w:val").value()).starts_with("Heading"))
      writer.insert("# ");
    return !is_any(name, {"del", "instrText", "sectPr", "footnoteReference"});
  };
  const auto leave = [&](pugi::xml_node node) {
    if (local(node.name()) == "p") writer.insert("\n");
  };
  walk(document.document_element(), enter, leave);
  return ConvertedText{writer.take(), writer.take_places()};
}

}  // namespace servanda
