#include "report/score_parts.h"

namespace headroom::report {

// Colours of croppers: eight that colour-blind people can tell apart, each line with a dash and a width of its own too,
// so that lines upon each other all show.
const std::string_view score_style = R"page(:root {
  --c0: #1f6fd6; --c1: #d9480f; --c2: #2b8a3e; --c3: #747b86; --c4: #7b3fc4; --c5: #0b7285; --c6: #c2255c; --c7: #8a6d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --c0: #6ea2ff; --c1: #ff8f52; --c2: #5cc97b; --c3: #a5adb8; --c4: #b794f6; --c5: #3bc9db; --c6: #f783ac; --c7: #e0c04a;
  }
}
.c0 { --c: var(--c0); } .c1 { --c: var(--c1); } .c2 { --c: var(--c2); } .c3 { --c: var(--c3); }
.c4 { --c: var(--c4); } .c5 { --c: var(--c5); } .c6 { --c: var(--c6); } .c7 { --c: var(--c7); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 20px 16px 60px; max-width: 1080px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
h2 { margin: 36px 0 4px; font-size: 19px; } h3 { margin: 20px 0 6px; font-size: 15px; }
p { margin: 4px 0 10px; max-width: 75ch; }
.about, .note, figcaption, h3 small { color: var(--soft); }
h3 small { font-weight: normal; }
.lead li { margin: 2px 0; max-width: 75ch; } .lead { margin: 0; padding-left: 20px; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.key { display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 5px; background: var(--c); }
.key.again { background: none; border: 2px solid var(--c); }

/* tables */
table { border-collapse: collapse; background: var(--card); border: 1px solid var(--line);
  font-variant-numeric: tabular-nums; }
table.figures { width: 100%; margin: 10px 0 16px; }
caption { padding: 0 0 6px; text-align: left; color: var(--soft); }
th, td { padding: 4px 8px; text-align: right; vertical-align: bottom; }
tbody th, tbody td { vertical-align: middle; border-top: 1px solid var(--line); }
tbody th, thead th:first-child { text-align: left; font-weight: 600; }
thead th { font-size: 13px; font-weight: 600; line-height: 1.25; color: var(--soft); }
td { white-space: nowrap; } th { overflow-wrap: normal; } tbody th { overflow-wrap: anywhere; }
.taken { box-shadow: inset 4px 0 var(--accent); }
small { font-size: 12px; font-weight: normal; color: var(--soft); }
.size th { background: var(--well); font-weight: 600; }
.good { position: relative; min-width: 110px; white-space: nowrap; }
.good i { position: absolute; left: 0; bottom: 0; height: 3px; background: var(--ok); }
.heat { margin: 8px 0; } .heat caption { padding-left: 8px; } .heat td { min-width: 44px; } .heat .few { color: var(--soft); }
.heat td:nth-child(2) { color: var(--soft); }
details { margin: 6px 0; } summary { cursor: pointer; font-weight: 600; }

/* words */
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 8px 0; }
dt { font-weight: 600; } dd { margin: 0; max-width: 75ch; }
.examples { display: flex; flex-wrap: wrap; gap: 20px; margin: 10px 0; }
.examples figure { margin: 0; width: 110px; } .examples svg { display: block; width: 100%; }

/* plots */
.plots { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(310px, 100%), 1fr)); }
.plots.one { grid-template-columns: minmax(0, 560px); } .plots.one figure { max-width: none; }
figure { margin: 0; }
.plots figure { padding: 8px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; max-width: 460px; }
.plots figcaption { text-align: center; font-weight: 600; color: var(--ink); }
.plot { display: block; width: 100%; font: 11px system-ui, "Segoe UI", sans-serif; fill: var(--soft); }
.plot .axis { fill: var(--ink); } .plot .name { fill: var(--c); font-size: 12px; font-weight: 600;
  paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.plot .count { font-size: 10px; } .plot .hint { font-style: italic; }
.grid { stroke: var(--line); stroke-width: 1; fill: none; }
.threshold { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; fill: none; }
.line { stroke: var(--c); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
.line.c0 { stroke-width: 6; stroke-opacity: .55; } .line.c1 { stroke-width: 2; } .line.c2 { stroke-dasharray: 9 3; }
.line.c3 { stroke-dasharray: 3 3; } .line.c4 { stroke-dasharray: 12 3 3 3; } .line.c5 { stroke-dasharray: 6 2; }
.line.c6 { stroke-dasharray: 2 2; } .line.c7 { stroke-dasharray: 14 4; }
.line.again { stroke-width: 2; stroke-opacity: 1; stroke-dasharray: 1 5; stroke-linecap: round; }
.bar { fill: var(--c); fill-opacity: .6; } .bar.few { fill-opacity: .25; } .dot { fill: var(--c); stroke: var(--card); stroke-width: 1.5; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0; padding: 0; list-style: none; }
.legend svg { width: 30px; height: 10px; margin-right: 6px; } .boxes svg { width: 24px; height: 16px; vertical-align: -3px; }

/* the worst crops */
.wall { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(200px, 44vw), 1fr)); }
.wall figure { padding: 8px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.wall svg { display: block; width: 100%; height: 190px; background: var(--well); border-radius: 3px; }
.wall figcaption { margin-top: 6px; font-size: 13px; line-height: 1.4; } .wall figcaption b { color: var(--failed); }
.file { color: var(--ink); }
rect.rim, rect.chosen, rect.ideal, rect.head, rect.face { fill: none; vector-effect: non-scaling-stroke; }
.rim { stroke: #000; stroke-opacity: .45; stroke-width: 4; }
.chosen { stroke: #ff9420; stroke-width: 3; } .ideal { stroke: #25d366; stroke-width: 2; stroke-dasharray: 7 4; }
.head { stroke: #fff; stroke-width: 1.5; } .face { stroke: #fff; stroke-width: 1.5; stroke-dasharray: 2 3; }
.dark { background: #555; }
.examples .ideal, .examples .chosen { stroke-width: 2; }

@media (max-width: 700px) {
  body { padding: 14px 10px 40px; font-size: 14px; } h1 { font-size: 21px; }
  th, td { padding: 4px; font-size: 12px; } thead th { font-size: 11px; }
  td { white-space: normal; } .good { min-width: 0; } .good small { display: block; font-size: 10px; line-height: 1; }
  .key { width: 7px; height: 7px; margin-right: 4px; }
  .heat { width: 100%; } .heat td { min-width: 0; } .heat thead span { writing-mode: vertical-rl; }
  dl { display: block; } dd { margin: 0 0 8px; }
}
)page";

}  // namespace headroom::report
