#include "report/page.h"

namespace headroom::report {

// The policy lets the page load what lies beside it and nothing else: these are photos of people, they go nowhere.
const std::string_view page_markup = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:;
 script-src 'self' file: 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Contact sheet - headroom</title>
<style>
{{style}}</style>
</head>
<body>
<header>
  <h1>Contact sheet</h1>
  <p id="summary"></p>
  <div id="share" aria-hidden="true"></div>
  <details id="about"><summary></summary><dl></dl></details>
</header>
<nav id="bar" aria-label="Filters">
  <div class="line">
    <input id="search" type="search" placeholder="File name" aria-label="File name contains" autocomplete="off">
    <label>Order <select id="order">
      <option value="doubtful">doubtful first</option>
      <option value="name">file name</option>
      <option value="confidence">confidence, lowest first</option>
    </select></label>
    <span class="switch" role="group" aria-label="View">
      <button id="cards" title="Photos with crops and pictures (V)">Cards</button><button id="faces"
        title="Only the pictures, close together (V)">Faces</button>
    </span>
    <button id="clear" hidden>Clear filters</button>
    <span id="shown" role="status"></span>
  </div>
  <div class="line chips" id="filters"></div>
</nav>
<noscript><p class="note">This page needs JavaScript to show the photos. The same facts stand in report.csv and crops.csv
beside it.</p></noscript>
<p class="note" id="note" hidden></p>
<main id="grid" aria-label="Photos"></main>
<dialog id="detail" aria-labelledby="detail-name"></dialog>
<script type="application/json" id="run">{{run}}</script>
<script>
{{script}}</script>
</body>
</html>
)page";

}  // namespace headroom::report
