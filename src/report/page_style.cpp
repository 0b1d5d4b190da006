#include "report/page.h"

namespace headroom::report {

const std::string_view page_colours = R"page(:root {
  --page: #f3f4f6; --card: #fff; --ink: #1a202c; --soft: #5d6778; --line: #d9dde3; --well: #e9ebef;
  --ok: #2e8b57; --warning: #b45f06; --failed: #c62828; --accent: #2563c9;
  --warning-tint: #fdf1e0; --failed-tint: #fdeaea; --gap: 8px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1e2229; --ink: #e6e9ee; --soft: #9aa4b3; --line: #333a45; --well: #12151a;
    --ok: #57b583; --warning: #f0a33f; --failed: #ff6b63; --accent: #6ea2ff;
    --warning-tint: #3a2c14; --failed-tint: #3d1f20;
  }
}
)page";

const std::string_view page_style = R"page(* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--ink); font: 13px/1.4 system-ui, "Segoe UI", sans-serif; }
button, input, select { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
a { color: var(--accent); }

/* the run */
header { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; padding: 10px 12px 4px; }
h1 { margin: 0; font-size: 16px; }
header p { margin: 0; }
header b { font-variant-numeric: tabular-nums; }
#share { flex-basis: 100%; display: flex; gap: 1px; height: 4px; border-radius: 2px; overflow: hidden; order: 3; }
#share i { min-width: 2px; background: var(--tone); }
#about { margin-left: auto; color: var(--soft); }
#about summary { cursor: pointer; }
#about dl { display: grid; grid-template-columns: max-content auto; gap: 1px 12px; margin: 6px 0; }
#about dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.ok { --tone: var(--ok); } .warning { --tone: var(--warning); } .failed { --tone: var(--failed); }

/* filters */
#bar { position: sticky; top: 0; z-index: 2; padding: 6px 12px; background: var(--page);
  border-bottom: 1px solid var(--line); }
.line { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.line + .line { margin-top: 6px; }
.line input, .line select, .line button { height: 26px; padding: 0 8px; border: 1px solid var(--line);
  border-radius: 5px; background: var(--card); }
.line button { cursor: pointer; }
.line label { color: var(--soft); } .line select { color: var(--ink); }
#search { flex: 0 1 220px; min-width: 100px; }
#shown { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums; }
.switch { display: flex; }
.switch button:first-child { border-radius: 5px 0 0 5px; }
.switch button:last-child { border-radius: 0 5px 5px 0; border-left: 0; }
.line .chip { height: 22px; padding: 0 8px; border-radius: 11px; white-space: nowrap; }
.line .chip b { margin-left: 5px; font-weight: 600; font-variant-numeric: tabular-nums; }
.line .chip::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 5px;
  border-radius: 4px; background: var(--tone, transparent); }
.line .chip.reason::before { display: none; }
.line .chip.fault:not([aria-pressed=true]) b { color: var(--failed); }
.chip.none { opacity: .5; }
.line [aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--card); }
.divider { width: 1px; height: 18px; background: var(--line); margin: 0 4px; }
.note { margin: 40px auto; max-width: 60ch; padding: 0 12px; text-align: center; color: var(--soft); }

/* photos: placed by the script, only those in sight exist */
#grid { position: relative; margin: var(--gap) 12px; }
.card, .face { position: absolute; background: var(--card); border: 1px solid var(--line); cursor: pointer; }
.card { padding: 8px 8px 0; border-radius: 6px; border-left: 4px solid var(--tone); overflow: hidden; }
.card.ok { border-left-color: var(--line); }
.pictures { display: flex; gap: 8px; height: 140px; }
.photo { flex: 1 1 0; min-width: 0; display: flex; align-items: center; justify-content: center;
  background: var(--well); border-radius: 3px; overflow: hidden; color: var(--soft); text-align: center; }
.frame { position: relative; overflow: hidden; flex: none; }
.frame img { display: block; width: 100%; height: 100%; }
.crop, .head { position: absolute; pointer-events: none; }
.crop { border: 2px solid #fff; outline: 1px solid #0009; }
.crop:first-of-type { box-shadow: 0 0 0 2000px #000a; }
.warning .crop { border-color: #ffb02e; }
.head { border: 1px dashed #fffc; outline: 1px dashed #0006; border-radius: 2px; }
.output { flex: none; display: flex; flex-direction: column; color: var(--soft); font-size: 11px; text-decoration: none; }
.output img { display: block; background: var(--well); border-radius: 2px; }
.output:hover span { text-decoration: underline; }
.more { align-self: center; color: var(--soft); }
.name { margin-top: 6px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.name b { font-weight: 600; } .name span, .facts { color: var(--soft); }
.facts { display: flex; gap: 6px; align-items: center; overflow: hidden; white-space: nowrap; }
.facts span { flex: none; } .facts span:first-child:not(.tag) { flex: 0 1 auto; overflow: hidden; text-overflow: ellipsis; }
.facts { min-height: 20px; }
.tag { padding: 0 6px; border-radius: 3px; background: var(--warning-tint); color: var(--warning); font-weight: 600; }
.ok .tag { background: var(--well); color: var(--soft); }
.failed .tag { background: var(--failed-tint); color: var(--failed); }
.trouble { flex: 1.6 1 0; min-width: 0; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 7; overflow-wrap: anywhere; }
.trouble b { color: var(--failed); }
.face { padding: 0; border: 0; border-bottom: 3px solid var(--line); overflow: hidden; }
.face img { display: block; width: 100%; height: 100%; object-fit: cover; }
.face.warning, .face.failed { border-bottom-color: var(--tone); }
.face.failed { padding: 4px; font-size: 11px; line-height: 1.2; color: var(--failed); overflow-wrap: anywhere; }

@media (max-width: 700px) { .chips { flex-wrap: nowrap; overflow-x: auto; padding-bottom: 4px; } .chips > * { flex: none; } }

/* one photo, large */
dialog { width: min(1000px, 96vw); max-height: 94vh; padding: 16px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); color: var(--ink); }
dialog::backdrop { background: #0009; }
dialog .top { display: flex; gap: 8px; align-items: baseline; margin-bottom: 10px; }
dialog .name { flex: 1; margin: 0; font-size: 15px; white-space: normal; overflow-wrap: anywhere; }
dialog .top button { border: 1px solid var(--line); border-radius: 5px; background: var(--page); cursor: pointer; }
dialog .photo { flex: none; justify-content: flex-start; background: none; overflow: visible; margin-bottom: 10px; }
dialog .sides { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
dialog .words { flex: 1 1 300px; }
dialog .words p { margin: 0 0 8px; }
dialog .outputs { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-end; margin-top: 12px; }
dialog .next { color: var(--soft); }
)page";

}  // namespace headroom::report
