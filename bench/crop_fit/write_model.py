"""Writes src/crop/skin_model.cpp."""
from finder import PARTS

HEAD = '''// Made by bench/crop_fit/fit.py from labelled photos; measurements on photos that it has not seen are in
// bench/crop_fit/README.md. Do not edit.
#include "crop/skin_model.h"

namespace headroom::crop {
namespace {

// clang-format off
'''

TAIL = '''// clang-format on

}  // namespace

const SkinModel& skin_model() {
  static const SkinModel model{%s, {%s}, {%s}};
  return model;
}

std::span<const int> skin_table() { return table; }

}  // namespace headroom::crop
'''


def listed(values):
    return ", ".join(str(int(v)) for v in values)


def packed(values):
    return ",".join(str(int(v)) for v in values)


def write_model(path, table, model, colour, grey):
    """table: kernels/skin.h; model: trees by part; colour, grey: offset, of_score, of_lead in 1/256."""
    with open(path, "w") as out:
        out.write(HEAD + "constexpr int table[] = {\n")
        for knot in table:
            out.write(f"    {listed(knot)},\n")
        out.write("};\n")
        for part in PARTS:
            out.write(f"\nconstexpr Tree {part}_trees[] = {{\n")
            for t in model[part]:
                out.write(f"{{{{{packed(t['feature'])}}},{{{packed(t['limit'])}}},{{{packed(t['leaf'])}}}}},\n")
            out.write("};\n")
        out.write(TAIL % (", ".join(p + "_trees" for p in PARTS), listed(colour), listed(grey)))
