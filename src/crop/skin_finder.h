#pragma once

#include "base/photo.h"
#include "crop/skin_map.h"
#include "crop/skin_model.h"

namespace headroom::crop {

/// What the skin finder found out about a photo.
struct SkinFinding {
  Subject subject;              // Finder::none when there is nothing to go by; the head box in photo pixels
  bool grey = false;            // no colour: found by light and shade alone
  bool several_people = false;  // another head looks nearly as good
};

/// The head of the person that `preview` shows, by skin colour and by what lies where in and around a head.
///
/// map      of the same preview
/// preview  three planes of equal size, or luma alone; planes say where they lie in the photo
/// returns  always the best guess; its confidence says whether to crop by it
SkinFinding find_by_skin(const SkinMap& map, const Image& preview);

/// The same with another model (bench/crop_fit).
SkinFinding find_by_skin(const SkinMap& map, const Image& preview, const SkinModel& model);

}  // namespace headroom::crop
