#include "crop/search.h"

namespace headroom::crop {

std::string_view name(Person person) {
  switch (person) {
    case Person::largest:
      return "largest";
    case Person::central:
      return "central";
    case Person::left:
      return "left";
    case Person::right:
      return "right";
    case Person::only:
      return "only";
  }
  return "largest";
}

}  // namespace headroom::crop
