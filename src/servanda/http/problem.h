// Refusals as RFC 9457 problem details: what is wrong, what to do, and nothing of the inside.
#ifndef SERVANDA_HTTP_PROBLEM_H_
#define SERVANDA_HTTP_PROBLEM_H_

#include <string>

#include "servanda/base/result.h"
#include "servanda/http/message.h"

namespace servanda {

/// The one table from reasons to statuses of HTTP.
unsigned http_status_of(Code code);

/// {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": …, "advice": …}
HttpResponse problem(unsigned status, const std::string& detail, const std::string& advice = {});
HttpResponse problem(const Error& error);

}  // namespace servanda

#endif  // SERVANDA_HTTP_PROBLEM_H_
