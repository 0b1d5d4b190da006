#include "crop/skin_model.h"
namespace headroom::crop {
const SkinModel& skin_model() { static const SkinModel model{}; return model; }
std::span<const int> skin_table() { static const int table[54] = {}; return table; }
}  // namespace headroom::crop
