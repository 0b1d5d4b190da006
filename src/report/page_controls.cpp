#include "report/page.h"

namespace headroom::report {

const std::string_view page_controls = R"page(// ---- virtual scrolling: only what is in sight exists ----

const face_side = 72;
const views = {
  cards: {narrowest: 380, height: 198, gap: 8, build: card_of},
  faces: {narrowest: face_side, height: face_side + 3, gap: 3, build: face_of},
};
const tallest = 12e6;  // pixels; Firefox ends near 17.8 million. Beyond, scrolling is stretched to fit.
const grid = by_id('grid');
const bar = by_id('bar');
const alive = new Map();  // place in `shown` -> element
let layout = null;
let current = 0;          // the place that the keyboard is at

function lay_out() {
  const view = views[chosen.view];
  const room = grid.clientWidth + view.gap;
  const columns = Math.max(1, Math.floor(room / (view.narrowest + view.gap)));
  const across = room / columns;
  const down = view.height + view.gap;
  const full = Math.ceil(shown.length / columns) * down;
  layout = {view, columns, across, down, full, height: Math.min(full, tallest)};
  grid.style.height = `${layout.height}px`;
  layout.top = grid.offsetTop;
  clear_grid();
  draw();
}

// How far the window has scrolled, in pixels of the full list, for a scroll position, and back.
function stretch() {
  const room = layout.height - innerHeight;
  return layout.full > layout.height && room > 0 ? (layout.full - innerHeight) / room : 1;
}

function draw() {
  const scrolled = scrollY - layout.top;
  const start = Math.max(0, scrolled) * stretch();
  const shift = layout.full > layout.height ? start - Math.max(0, scrolled) : 0;
  const spare = chosen.view === 'faces' ? 4 : 2;  // rows above and below, so that scrolling does not show gaps
  const first = Math.max(0, Math.floor(start / layout.down) - spare) * layout.columns;
  const last = Math.min(shown.length, (Math.ceil((start + innerHeight) / layout.down) + spare) * layout.columns);
  for (const [place, element] of alive)
    if ((place < first || place >= last) && !element.contains(document.activeElement)) drop(place);
  const fresh = document.createDocumentFragment();
  for (let place = first; place < last; place++)
    if (!alive.has(place)) fresh.append(appear(place));
  for (const [place, element] of alive)
    element.style.top = `${Math.floor(place / layout.columns) * layout.down - shift}px`;
  grid.append(fresh);
}

function appear(place) {
  const width = layout.across - layout.view.gap;
  const element = layout.view.build(photos[shown[place]], width);
  element.style.cssText += `left:${place % layout.columns * layout.across}px;width:${width}px;height:${layout.view.height}px`;
  element.dataset.place = place;
  if (place === current) element.tabIndex = 0;
  alive.set(place, element);
  return element;
}

function drop(place) {
  alive.get(place).remove();
  alive.delete(place);
}

function clear_grid() {
  alive.clear();
  grid.replaceChildren();
}

function bring_into_sight(place) {
  const top = Math.floor(place / layout.columns) * layout.down;
  const start = Math.max(0, scrollY - layout.top) * stretch();
  const hidden = bar.offsetHeight + layout.view.gap;
  let wanted = start;
  if (top < start + hidden) wanted = top - hidden;
  else if (top + layout.down > start + innerHeight) wanted = top + layout.down - innerHeight;
  else return;
  scrollTo(0, layout.top + wanted / stretch());
  draw();
}

function go_to(place) {
  if (!shown.length) return;
  const before = alive.get(current);
  if (before) before.tabIndex = -1;
  current = Math.min(Math.max(place, 0), shown.length - 1);
  bring_into_sight(current);
  const element = alive.get(current);
  element.tabIndex = 0;
  element.focus({preventScroll: true});
}

// ---- the page around the photos ----

function filter_chip(group, name, count, title) {
  const kind = fault_by_name.has(name) ? 'fault' : '';
  const chip = make('button', {class: `chip ${group} ${kind} ${name}${count ? '' : ' none'}`, title,
    'aria-pressed': chosen[group].has(name)}, name, make('b', null, count_text(count)));
  chip.onclick = () => {
    if (!chosen[group].delete(name)) chosen[group].add(name);
    refresh();
    [...by_id('filters').children].find((other) => other.classList.contains(name))?.focus();
  };
  return chip;
}

function show_filters(counts) {
  const status_titles = {failed: 'No picture was made', warning: 'Pictures exist; somebody should look', ok: 'All well'};
  const chips = statuses.map((name) => filter_chip('status', name, counts[name], status_titles[name]));
  chips.push(make('span', {class: 'divider'}));
  for (const word of [...run.flags, ...run.faults]) {
    if (reasons_here.has(word.name) || chosen.reason.has(word.name))
      chips.push(filter_chip('reason', word.name, counts[word.name], `${word.meaning} ${word.next}`));
  }
  by_id('filters').replaceChildren(...chips);
}

function show_count() {
  const total = run.totals.photos;
  by_id('shown').textContent = loading && total ? `loading ${count_text(photos.length)} of ${count_text(total)}`
    : `${count_text(shown.length)} of ${count_text(total)} photos`;
}

function show_note() {
  const note = by_id('note');
  if (!run.totals.photos) note.textContent = 'There were no photos in this run. Check the folder that was given to it.';
  else if (missing_part) note.textContent = `${missing_part} cannot be read: keep the folder contact-sheet beside this page.`;
  else note.textContent = 'No photo matches these filters.';
  note.hidden = loading || !(missing_part || !shown.length);
}

function refresh() {
  current = 0;
  show_filters(choose());
  show_count();
  show_note();
  by_id('search').value = chosen.text;
  by_id('order').value = chosen.order;
  for (const view of ['cards', 'faces']) by_id(view).setAttribute('aria-pressed', chosen.view === view);
  by_id('clear').hidden = !(chosen.status.size || chosen.reason.size || chosen.text);
  lay_out();
  if (scrollY > layout.top - bar.offsetHeight) scrollTo(0, layout.top - bar.offsetHeight - 8);
  if (!loading) write_address();
}

function show_run() {
  const totals = run.totals;
  const words = {failed: 'failed', warning: 'to look at', ok: 'ok'};
  const summary = [make('b', null, count_text(totals.photos)), totals.photos === 1 ? ' photo: ' : ' photos: '];
  for (const name of statuses) {
    summary.push(make('b', null, count_text(totals[name])), ` ${words[name]}`);
    if (name === 'failed' && totals.retriable) summary.push(` (${count_text(totals.retriable)} may succeed in another run)`);
    summary.push(name === 'ok' ? '. ' : ', ');
    by_id('share').append(make('i', {class: name, style: totals[name] ? `flex:${totals[name]}` : 'display:none'}));
  }
  summary.push(make('b', null, count_text(totals.outputs)), totals.outputs === 1 ? ' picture, ' : ' pictures, ', bytes_text(totals.bytes));
  by_id('summary').append(...summary);
  by_id('about').firstElementChild.textContent = `headroom ${run.version}, settings`;
  for (const [name, value] of [...run.settings, ...(run.device ? [['device', run.device]] : [])])
    by_id('about').lastElementChild.append(make('dt', null, name), make('dd', null, visible(value)));
}

function set_view(view) {
  chosen.view = view;
  refresh();
}

const place_of = (event) => Number(event.target.closest('[data-place]')?.dataset.place ?? -1);

grid.addEventListener('click', (event) => {
  if (event.target.closest('a')) return;
  if (place_of(event) >= 0) open_detail(place_of(event));
});
grid.addEventListener('keydown', (event) => {
  const place = place_of(event);
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('a')) return;
  const steps = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -layout.columns, ArrowDown: layout.columns};
  if (event.key in steps) go_to(place + steps[event.key]);
  else if (event.key === 'Enter') open_detail(place);
  else return;
  event.preventDefault();
});
detail.addEventListener('click', (event) => { if (event.target === detail) detail.close(); });
detail.addEventListener('close', () => go_to(current));
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select')) return;
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (detail.open) {
    if (step && current + step in shown) open_detail(current + step);
  } else if (event.key === '/') {
    event.preventDefault();
    by_id('search').focus();
  } else if (event.key === 'v') set_view(chosen.view === 'cards' ? 'faces' : 'cards');
});
let typing = 0;
by_id('search').addEventListener('input', () => {
  clearTimeout(typing);  // each letter at once would be felt with 100,000 names
  typing = setTimeout(() => { chosen.text = by_id('search').value; refresh(); }, 120);
});
by_id('order').addEventListener('change', () => { chosen.order = by_id('order').value; refresh(); });
for (const view of ['cards', 'faces']) by_id(view).onclick = () => set_view(view);
by_id('clear').onclick = () => {
  chosen.status.clear();
  chosen.reason.clear();
  chosen.text = '';
  refresh();
};
addEventListener('scroll', draw, {passive: true});
addEventListener('resize', lay_out);
addEventListener('hashchange', () => { read_address(); refresh(); });

read_address();
show_run();
refresh();
load_part(0);
)page";

}  // namespace headroom::report
