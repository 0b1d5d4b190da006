#pragma once

#include <string_view>

namespace headroom::crop {

/// What looks for the person.
enum class Senses { face_and_skin, face, skin };

/// Whom a photo of several people is of.
enum class Person {
  largest,
  central,  // nearest to the middle, from left to right
  left,     // in the picture
  right,
  only,  // nobody, where several could be meant
};
std::string_view name(Person person);

/// How a person is looked for.
struct Search {
  Senses senses = Senses::face_and_skin;
  Person person = Person::largest;
  bool turn = true;               // where nobody is found upright, look at copies turned by quarters, too
  double least_confidence = 0.5;  // below, nobody is trusted to be there
};

}  // namespace headroom::crop
