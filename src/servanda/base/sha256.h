// SHA-256 (FIPS 180-4), by OpenSSL: binds quotes and labels to the proofs that use them.
#ifndef SERVANDA_BASE_SHA256_H_
#define SERVANDA_BASE_SHA256_H_

#include <string>
#include <string_view>

namespace servanda {

/// The digest of the bytes as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace servanda

#endif  // SERVANDA_BASE_SHA256_H_
