#pragma once

namespace headroom::crop {

// The share of photos whose crop is good, by what the finders say of them. Source: bench/confidence, measured on
// labelled photos, worsened copies of them and parts of them without a face.

/// Of a face with this score, 0..1, which skin confirms, or which is so sure that skin need not be asked.
double confidence_of_face(double score);

/// Of a face where skin is not to be asked.
double confidence_of_face_alone(double score);

/// Of a face where skin says that the head is elsewhere.
double confidence_of_contested_face(double score);

/// Of a head found by skin alone where the face finder looked, and saw none or was contradicted.
///
/// skin_confidence  what the skin finder says on its own, 0..1
double confidence_without_face(double skin_confidence);

}  // namespace headroom::crop
