#include "servanda/time/edtf_parts.h"

#include "servanda/time/edtf_date.h"
#include "servanda/time/scanner.h"

namespace servanda {

std::string_view to_text(EdtfPart::Kind kind) {
  switch (kind) {
    case EdtfPart::Kind::year:
      return "year";
    case EdtfPart::Kind::month:
      return "month";
    case EdtfPart::Kind::season:
      return "season";
    case EdtfPart::Kind::day:
      return "day";
  }
  return "";
}

std::vector<EdtfPart> parts_of(const Edtf& date) {
  std::vector<EdtfPart> parts;
  const std::string_view text = date.text();
  if (date.is_interval() || text.front() == '[' || text.front() == '{') return parts;
  Scanner scanner(text);
  const Result<EdtfDate> read = scan_edtf_date(scanner);
  if (!read) return parts;
  for (std::size_t i = 0; i < read->parts.size() && !read->parts[i].empty(); ++i) {
    EdtfPart part;
    part.text = read->parts[i];
    part.kind = i == 0   ? EdtfPart::Kind::year
                : i == 1 ? EdtfPart::Kind::month
                         : EdtfPart::Kind::day;
    if (i == 1 && part.text[0] >= '2' && part.text[0] != 'X') part.kind = EdtfPart::Kind::season;
    const Qualifier qualifier = read->qualifiers[i];
    part.uncertain = qualifier == Qualifier::uncertain || qualifier == Qualifier::both;
    part.approximate = qualifier == Qualifier::approximate || qualifier == Qualifier::both;
    part.unspecified = part.text.find('X') != std::string::npos;
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace servanda
