#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delivery/step.h"

namespace headroom::delivery {

/// Steps as a table: `action,person,name,file,bytes,before,after,id,store,reason`. `path` is not in it: files are found
/// again below the folder that `apply` names. Nor are the person's place and the fault of a reason.
std::string plan_csv(const std::vector<Step>& steps, std::string_view store_identity);

/// A plan file read back, for just this store and folder. Rows may have been taken out, put into another order, or
/// their action changed to `skip`; any other change is refused, as are two rows that change one person. A picture that
/// is gone or another one than when the plan was made is `skip`, with the fault changed_since.
///
/// fails  usage: not a plan, of another store, a line that cannot be understood, a file that is not below the folder
Result<std::vector<Step>> read_plan(const std::filesystem::path& file, const std::filesystem::path& folder,
                                    std::string_view store_identity);
/// The same from text, pictures unseen.
Result<std::vector<Step>> parse_plan(std::string_view text, const std::string& name,
                                     const std::filesystem::path& folder, std::string_view store_identity);

}  // namespace headroom::delivery
