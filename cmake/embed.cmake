# Turns a text file into a C++ file that defines
#   namespace servanda::tables { extern const std::string_view <stem>; }
# where <stem> is the file's name with every character that is no letter or digit made '_'.
# The bytes go in as a list of characters: no length limit on literals, no escaping to get wrong.
get_filename_component(stem "${INPUT}" NAME)
string(REGEX REPLACE "[^A-Za-z0-9]" "_" stem "${stem}")
file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE "${OUTPUT}"
"#include <string_view>
namespace servanda::tables {
namespace {
constexpr char kBytes[] = {${bytes}0};
}
extern const std::string_view ${stem};
const std::string_view ${stem}{kBytes, sizeof(kBytes) - 1};
}  // namespace servanda::tables
")
