#pragma once

#include <string>
#include <string_view>

namespace headroom::delivery {

/// What a README.txt has to say about one batch.
struct BatchReadme {
  std::string batch;  // "batch-0001"
  int people = 0;
  std::string attribute;   // "thumbnailPhoto"
  bool ldif = false;       // import.ldif is there
  bool names_dns = false;  // the manifest has a distinguished name for everybody
};

/// For the administrator who imports a batch: what is in it, how to check and import it on Windows and Linux. CR LF.
std::string readme_text(const BatchReadme& readme);

}  // namespace headroom::delivery
