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

/// One line of running text: blanks folded.
void add_words(std::string& out, std::string_view words) {
  for (const char c : words) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ' && out.back() != '\n') {
      out += ' ';
    }
  }
}

void end_line(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (!out.empty() && out.back() != '\n') out += '\n';
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

Result<std::string> text_of_xml(std::string_view utf8) {
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
  std::string out;
  const auto enter = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      // Line breaks within a text of ToTA are those of its lines.
      for (std::string_view rest = node.value(); !rest.empty();) {
        const std::size_t end = rest.find("\n\n");
        add_words(out, rest.substr(0, end));
        if (end == std::string_view::npos) break;
        end_line(out);
        rest.remove_prefix(end + 2);
      }
      return false;
    }
    const std::string_view name = local(node.name());
    if (is_any(name, {"meta", "identification", "lifecycle", "references"})) {
      // The title of ToTA stands among its facts.
      if (const pugi::xml_node title = node.child("name")) {
        add_words(out, title.text().get());
        out += "\n\n";
      }
      return false;
    }
    if (is_any(name, {"article", "chapter", "part", "section", "title"})) {
      end_line(out);
      const std::string_view number = node.attribute("number").value();
      const std::string_view heading = node.attribute("name").value();
      if (!number.empty() || !heading.empty()) {
        out += "\n# ";
        add_words(out, number);
        if (!number.empty() && !heading.empty()) out += ' ';
        add_words(out, heading);
        out += '\n';
      }
      if (node.child("num") ||
          node.find_child([](pugi::xml_node child) { return local(child.name()) == "num"; })) {
        out += "\n# ";
      }
    } else if (is_any(name, {"paragraph", "point", "p", "content", "intro", "list", "block",
                             "docTitle", "preamble", "conclusions", "recital", "subparagraph"})) {
      if (!out.ends_with("# ")) end_line(out);
    } else if (name == "heading" && !out.empty() && out.back() != '\n' && !out.ends_with("# ")) {
      out += ' ';
    }
    return true;
  };
  const auto leave = [&](pugi::xml_node node) {
    const std::string_view name = local(node.name());
    if (is_any(name, {"article", "heading", "p", "chapter", "part", "docTitle", "preamble",
                      "conclusions", "recital"})) {
      end_line(out);
    }
    if (name == "num") out += ' ';
  };
  walk(document.document_element(), enter, leave);
  return out;
}

Result<std::string> text_of_word_xml(std::string_view utf8) {
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
  std::string out;
  const auto enter = [&](pugi::xml_node node) {
    const std::string_view name = local(node.name());
    if (name == "t") {
      out += node.text().get();
      return false;
    }
    if (name == "tab" || name == "br" || name == "cr") out += name == "tab" ? ' ' : '\n';
    if (name == "pStyle" &&
        std::string_view(node.attribute("w:val").value()).starts_with("Heading"))
      out += "# ";
    return !is_any(name, {"del", "instrText", "sectPr", "footnoteReference"});
  };
  const auto leave = [&](pugi::xml_node node) {
    if (local(node.name()) == "p") out += '\n';
  };
  walk(document.document_element(), enter, leave);
  return out;
}

}  // namespace servanda
