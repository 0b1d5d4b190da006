#include "report/look_sheet.h"

#include <nlohmann/json.hpp>

#include "report/escape.h"

namespace headroom::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view page_before = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:;
 script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Looks - headroom</title>
<style>
:root { --page: #f3f4f6; --card: #fff; --ink: #1a202c; --soft: #5d6778; --line: #d9dde3; --accent: #2563c9; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171c; --card: #1e2229; --ink: #e6e9ee; --soft: #9aa4b3; --line: #333a45; --accent: #6ea2ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 16px; max-width: 1500px; background: var(--page); color: var(--ink);
  font: 14px/1.45 system-ui, "Segoe UI", sans-serif; }
h1 { margin: 0; font-size: 20px; } h2 { margin: 28px 0 0; font-size: 17px; text-transform: capitalize; }
p { margin: 2px 0 10px; color: var(--soft); }
.looks { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); }
figure { position: relative; margin: 0; padding: 6px; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; }
figure img { display: block; width: 100%; border-radius: 3px; }
figure .plain { position: absolute; inset: 6px auto auto 6px; width: calc(100% - 12px); opacity: 0; }
figure .plain.seen { opacity: 1; }
figcaption { margin-top: 6px; }
button { padding: 0; border: 0; background: none; color: inherit; font: 13px ui-monospace, Consolas, monospace;
  text-align: left; cursor: copy; }
button:hover { color: var(--accent); } button:focus-visible { outline: 2px solid var(--accent); }
.tables { display: flex; flex-wrap: wrap; gap: 20px; }
table { border-spacing: 3px; } caption { text-align: left; font-weight: 600; padding-bottom: 2px; }
th { font-weight: normal; font-size: 12px; color: var(--soft); } tbody th { text-align: right; padding-right: 4px; }
td { padding: 0; } td img { display: block; width: 96px; height: 96px; border-radius: 2px; }
#copied { position: fixed; right: 16px; bottom: 16px; padding: 8px 12px; border-radius: 6px; background: var(--ink);
  color: var(--page); font: 13px ui-monospace, Consolas, monospace; }
</style>
</head>
<body>
<script>
"use strict";
const sheet = )page";

constexpr std::string_view page_after = R"page(;
const make = (name, parent, fields) => parent.appendChild(Object.assign(document.createElement(name), fields));

function copy(text) {
  const told = document.getElementById("copied");
  told.textContent = "copied: " + text;
  told.hidden = false;
  clearTimeout(copy.timer);
  copy.timer = setTimeout(() => { told.hidden = true; }, 2500);
  if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(() => {});
  const field = make("textarea", document.body, { value: text });
  field.select();
  document.execCommand("copy");
  field.remove();
}

function add_look(look, parent) {
  const figure = make("figure", parent, {});
  make("img", figure, { src: look.picture, alt: look.options || "the photo as it is", loading: "lazy" });
  const caption = make("figcaption", figure, {});
  if (!look.options) return void make("span", caption, { textContent: "as it is" });
  const plain = make("img", figure, { src: sheet.plain.picture, alt: "", className: "plain", loading: "lazy" });
  plain.addEventListener("pointerdown", () => plain.classList.add("seen"));
  for (const end of ["pointerup", "pointerleave", "pointercancel"])
    plain.addEventListener(end, () => plain.classList.remove("seen"));
  plain.addEventListener("dragstart", event => event.preventDefault());
  make("button", caption, { textContent: look.options, title: "Copy" }).addEventListener("click", () => copy(look.options));
}

function add_table(data, parent) {
  const table = make("table", parent, {});
  make("caption", table, { textContent: data.title });
  const head = make("tr", make("thead", table, {}), {});
  make("th", head, {});
  for (const word of data.columns) make("th", head, { textContent: word, scope: "col" });
  const body = make("tbody", table, {});
  data.rows.forEach((word, row) => {
    const line = make("tr", body, {});
    make("th", line, { textContent: word, scope: "row" });
    data.columns.forEach((_, column) => {
      const look = data.looks[row * data.columns.length + column];
      const button = make("button", make("td", line, {}), { title: look.options });
      make("img", button, { src: look.picture, alt: look.options, loading: "lazy" });
      button.addEventListener("click", () => copy(look.options));
    });
  });
}

make("h1", document.body, { textContent: "Looks for " + sheet.photo });
make("p", document.body, { textContent: "Press on a picture to see it without the look; click on an option to copy it." });
if (sheet.note) make("p", document.body, { textContent: sheet.note });
for (const section of sheet.sections) {
  make("h2", document.body, { textContent: section.title });
  make("p", document.body, { textContent: section.help });
  const looks = make("div", document.body, { className: "looks" });
  for (const look of section.looks) add_look(look, looks);
}
if (sheet.tables.length) {
  make("h2", document.body, { textContent: "together" });
  make("p", document.body, { textContent: "Contrast across, brightness down, at 96x96. Click on a picture to copy its options." });
  const tables = make("div", document.body, { className: "tables" });
  for (const table of sheet.tables) add_table(table, tables);
}
make("div", document.body, { id: "copied", hidden: true }).setAttribute("role", "status");
</script>
</body>
</html>
)page";

Json words(const LookSheet::Look& look) {
  return {{"options", look.options}, {"picture", percent_encoded(look.picture)}};
}

Json words(const std::vector<LookSheet::Look>& looks) {
  Json list = Json::array();
  for (const auto& look : looks) list.push_back(words(look));
  return list;
}

}  // namespace

std::string look_sheet_page(const LookSheet& sheet) {
  Json sections = Json::array();
  for (const auto& section : sheet.sections)
    sections.push_back({{"title", section.title}, {"help", section.help}, {"looks", words(section.looks)}});
  Json tables = Json::array();
  for (const auto& table : sheet.tables)
    tables.push_back(
        {{"title", table.title}, {"columns", table.columns}, {"rows", table.rows}, {"looks", words(table.looks)}});
  const Json data{{"photo", sheet.photo},
                  {"note", sheet.note},
                  {"plain", words(sheet.plain)},
                  {"sections", sections},
                  {"tables", tables}};
  return std::string(page_before) + json_text(data) + std::string(page_after);
}

}  // namespace headroom::report
