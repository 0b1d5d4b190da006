#include "report/score_report.h"

#include <array>
#include <system_error>

#include "report/score_page.h"
#include "report/whole_file.h"

namespace headroom::report {
namespace {

/// Leaves nothing of ours but the files: there is no journal to keep. A folder that a run has made before is its own.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& folder)
      : path_(folder / ".headroom"), was_there_(std::filesystem::exists(path_, ignored_)) {}
  ~TemporaryFolder() {
    if (was_there_) return;
    std::filesystem::remove(path_ / "tmp", ignored_);
    std::filesystem::remove(path_, ignored_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

 private:
  std::error_code ignored_;
  std::filesystem::path path_;
  bool was_there_;
};

}  // namespace

Result<void> write_score_report(const std::filesystem::path& folder, const batch::Scores& scores,
                                const ScoreSettings& settings, const Picture& picture) {
  const TemporaryFolder temporary(folder);
  std::array<WholeFile, 3> files{WholeFile(folder, "score.csv"), WholeFile(folder, "score.json"),
                                 WholeFile(folder, "score.html")};
  files[0].write(score_csv_header());
  for (const auto& photo : scores.photos) files[0].write(score_csv_lines(scores, photo));
  files[1].write(score_json(scores, settings) + '\n');
  files[2].write(score_page(scores, settings, picture));
  for (auto& file : files)
    if (auto sealed = file.seal(); !sealed) return sealed;
  for (auto& file : files)
    if (auto published = file.publish(); !published) return published;
  sync_names(folder);
  return {};
}

}  // namespace headroom::report
