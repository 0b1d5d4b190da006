#include "report/page.h"

namespace headroom::report {

const std::string_view page_script = R"page('use strict';
const run = JSON.parse(document.getElementById('run').textContent);
const by_id = (id) => document.getElementById(id);
const statuses = ['failed', 'warning', 'ok'];  // doubtful first
const count_text = (count) => count.toLocaleString('en');

// ---- the photos: parts arrive by script, one after the other ----

const field = {file: 0, status: 1, flags: 2, confidence: 3, finder: 4, format: 5, width: 6, height: 7, head: 8,
  thumbnail: 9, outputs: 10, fault: 11, detail: 12};
const output_field = {link: 0, width: 1, height: 2, crop: 3, bytes: 4, quality: 5};
const photos = [];
const search_names = [];
let missing_part = '';

function add_photos(part, rows) {
  for (const row of rows) {
    photos.push(row);
    search_names.push(row[field.file].normalize().toLowerCase());
  }
}

function load_part(number) {
  if (number === run.parts) return finish_loading();
  const script = document.createElement('script');
  script.src = `contact-sheet/data-${String(number).padStart(4, '0')}.js`;
  script.onload = () => {
    script.remove();
    if (number === 0) refresh();
    show_count();
    load_part(number + 1);
  };
  script.onerror = () => {
    missing_part = script.src.slice(script.src.indexOf('contact-sheet/'));
    load_part(number + 1);
  };
  document.head.append(script);
}

function finish_loading() {
  loading = false;
  orders = {};
  refresh();
}

// ---- what is chosen: kept in the address, so that it can be reloaded and shared ----

const chosen = {status: new Set(), reason: new Set(), text: '', order: 'doubtful', view: 'cards'};
let loading = true;
let shown = [];  // indices of photos
let orders = {};

function read_address() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const group of ['status', 'reason'])
    chosen[group] = new Set((wanted.get(group) || '').split(',').filter((word) => word));
  chosen.text = wanted.get('text') || '';
  chosen.order = wanted.get('order') in order_by ? wanted.get('order') : 'doubtful';
  chosen.view = wanted.get('view') === 'faces' ? 'faces' : 'cards';
}

function write_address() {
  const wanted = new URLSearchParams();
  for (const group of ['status', 'reason']) if (chosen[group].size) wanted.set(group, [...chosen[group]].join(','));
  if (chosen.text) wanted.set('text', chosen.text);
  if (chosen.order !== 'doubtful') wanted.set('order', chosen.order);
  if (chosen.view !== 'cards') wanted.set('view', chosen.view);
  history.replaceState(null, '', `#${wanted}`);
}

const order_by = {
  doubtful: (photo) => statuses.indexOf(photo[field.status]) * 2 + photo[field.confidence],
  confidence: (photo) => photo[field.status] === 'failed' ? 2 : photo[field.confidence],
  name: null,
};

function ordered() {
  if (orders[chosen.order]) return orders[chosen.order];
  const indices = Uint32Array.from(photos, (_, index) => index);
  if (chosen.order === 'name') {
    indices.sort((a, b) => search_names[a] < search_names[b] ? -1 : search_names[a] > search_names[b] ? 1 : a - b);
  } else {
    const keys = Float64Array.from(photos, order_by[chosen.order]);
    indices.sort((a, b) => keys[a] - keys[b] || a - b);
  }
  return orders[chosen.order] = indices;
}

const flag_by_name = new Map(run.flags.map((flag) => [flag.name, flag]));
const fault_by_name = new Map(run.faults.map((fault) => [fault.name, fault]));
const flags_of = (bits) => run.flags.filter((flag) => bits & flag.bit);

// Beside each filter stands how many photos it would show together with the filters of the other group.
function choose() {
  const text = chosen.text.normalize().toLowerCase();
  let wanted_bits = 0;
  for (const name of chosen.reason) wanted_bits |= flag_by_name.get(name)?.bit || 0;
  const counts = Object.fromEntries([...statuses, ...flag_by_name.keys(), ...fault_by_name.keys()].map((n) => [n, 0]));
  shown = [];
  for (const index of ordered()) {
    const photo = photos[index];
    if (text && !search_names[index].includes(text)) continue;
    const of_status = !chosen.status.size || chosen.status.has(photo[field.status]);
    const of_reason = !chosen.reason.size || photo[field.flags] & wanted_bits || chosen.reason.has(photo[field.fault]);
    if (of_reason) counts[photo[field.status]]++;
    if (of_status) {
      for (const flag of flags_of(photo[field.flags])) counts[flag.name]++;
      if (photo[field.fault]) counts[photo[field.fault]]++;
    }
    if (of_status && of_reason) shown.push(index);
  }
  return counts;
}

// ---- building elements; text is only ever set as text ----

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Control characters and such as turn the direction of writing are shown by number: nothing hides in a name.
const visible = (text) => text.replace(/[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
  (letter) => `\u2039U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`);

function bytes_text(bytes) {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function name_line(photo, attributes) {
  const parts = photo[field.file].split('/');
  const last = parts.pop();
  const line = make('div', {class: 'name', title: visible(photo[field.file]), dir: 'auto', ...attributes},
    make('b', null, visible(last)));
  if (parts.length) line.append(make('span', null, ` ${visible(parts.join('/'))}/`));
  return line;
}

function box_on(photo, name, [x, y, width, height]) {
  const [across, down] = [100 / photo[field.width], 100 / photo[field.height]];
  return make('div', {class: name,
    style: `left:${x * across}%;top:${y * down}%;width:${width * across}%;height:${height * down}%`});
}

function photo_frame(photo, room_width, room_height, largest_scale) {
  const [width, height] = [photo[field.width], photo[field.height]];
  if (!photo[field.thumbnail] || !width || !height) return make('div', {class: 'photo'}, 'no preview');
  const scale = Math.min(room_width / width, room_height / height, largest_scale);
  const frame = make('div', {class: 'frame',
    style: `width:${Math.max(1, width * scale)}px;height:${Math.max(1, height * scale)}px`},
    make('img', {src: photo[field.thumbnail], alt: '', decoding: 'async', loading: 'lazy'}));
  const crops = new Map(pictures_of(photo).reverse().map((output) => [output[output_field.crop].join(), output]));
  for (const output of crops.values()) frame.append(box_on(photo, 'crop', output[output_field.crop]));
  if (photo[field.head]) frame.append(box_on(photo, 'head', photo[field.head]));
  return make('div', {class: 'photo'}, frame);
}

function output_link(output, longest) {
  const [link, width, height, , bytes, quality] = output;
  const scale = Math.min(1, longest / Math.max(width, height));
  return make('a', {class: 'output', href: link, target: '_blank', rel: 'noopener',
    title: `${width} x ${height} pixels, ${count_text(bytes)} bytes, quality ${quality}: open the file`},
    make('img', {src: link, alt: `${width} x ${height}`, width: Math.round(width * scale),
      height: Math.round(height * scale), decoding: 'async', loading: 'lazy'}),
    make('span', null, `${width}x${height} ${bytes_text(bytes)}`));
}

const pictures_of = (photo) => photo[field.outputs].filter((output) => output[output_field.link]).sort(by_size);
const fault_of = (photo) => fault_by_name.get(photo[field.fault]) || {name: 'internal', meaning: '', next: ''};
const by_size = (a, b) => a[output_field.width] * a[output_field.height] - b[output_field.width] * b[output_field.height];

function facts_of(photo) {
  const facts = [];
  if (photo[field.width]) facts.push(`${photo[field.width]}x${photo[field.height]}`);
  if (photo[field.format]) facts.push(photo[field.format]);
  if (photo[field.finder] !== 'none') facts.push(`${photo[field.finder]} ${Math.round(photo[field.confidence] * 100)} %`);
  return facts.join(' \u00b7 ');
}

function card_of(photo, width) {
  const card = make('article', {class: `card ${photo[field.status]}`, tabindex: -1});
  const pictures = make('div', {class: 'pictures'});
  const outputs = pictures_of(photo);
  const pair = outputs.length > 1 ? [outputs[0], outputs.at(-1)] : outputs;
  const links = pair.map((output) => output_link(output, output === outputs[0] && outputs.length > 1 ? 96 : 120));
  const facts = make('div', {class: 'facts'}, make('span', null, facts_of(photo)));
  if (photo[field.status] === 'failed') {
    const fault = fault_of(photo);
    if (photo[field.thumbnail]) pictures.append(photo_frame(photo, 120, 140, 1));
    pictures.append(make('div', {class: 'trouble'}, make('b', null, fault.meaning), ' ', visible(photo[field.detail] || ''),
      make('br'), fault.next));
    facts.append(make('span', {class: 'tag', title: fault.meaning}, fault.name));
  } else {
    const taken = links.reduce((sum, link) => sum + Number(link.firstChild.getAttribute('width')) + 8, 0);
    pictures.append(photo_frame(photo, width - 22 - taken, 140, 1), ...links);
    for (const flag of flags_of(photo[field.flags]))
      facts.append(make('span', {class: 'tag', title: `${flag.meaning} ${flag.next}`}, flag.name));
  }
  if (outputs.length > 2) facts.append(make('span', {class: 'more'}, `+${outputs.length - 2} sizes`));
  card.append(pictures, name_line(photo), facts);
  return card;
}

function face_of(photo) {
  const reasons = photo[field.status] === 'failed' ? fault_of(photo).name
    : flags_of(photo[field.flags]).map((flag) => flag.name).join(', ');
  const face = make('article', {class: `face ${photo[field.status]}`, tabindex: -1,
    title: `${visible(photo[field.file])}\n${facts_of(photo)}${reasons ? `\n${reasons}` : ''}`});
  const outputs = pictures_of(photo);
  const output = outputs.find((one) => one[output_field.width] >= face_side) || outputs.at(-1);
  if (output) face.append(make('img', {src: output[output_field.link], alt: visible(photo[field.file]), decoding: 'async'}));
  else face.append(make('b', null, fault_of(photo).name), make('br'), visible(photo[field.file]));
  return face;
}

// ---- virtual scrolling: only what is in sight exists ----

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
  const across = chosen.view === 'faces' ? view.narrowest + view.gap : room / columns;
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
  for (let place = first; place < last; place++) {
    if (!alive.has(place)) fresh.append(appear(place));
    alive.get(place).style.top = `${Math.floor(place / layout.columns) * layout.down - shift}px`;
  }
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

// ---- one photo, large ----

const detail = by_id('detail');

function reason_words(word, extra) {
  return make('p', null, make('span', {class: 'tag'}, word.name), ` ${word.meaning} `, extra ? `(${visible(extra)}) ` : '',
    make('span', {class: 'next'}, word.next));
}

function open_detail(place) {
  current = place;
  const photo = photos[shown[place]];
  const words = make('div', {class: 'words'}, make('p', null, facts_of(photo) || 'nothing is known of its content'));
  if (photo[field.status] === 'failed') words.append(reason_words(fault_of(photo), photo[field.detail]));
  for (const flag of flags_of(photo[field.flags])) words.append(reason_words(flag));
  for (const [link, width, height, crop, bytes, quality] of photo[field.outputs])
    words.append(make('p', {class: 'next'}, `${width}x${height}: ` + (!link ? 'left out' : `${crop[2]}x${crop[3]} at ` +
      `${crop[0]}, ${crop[1]} of the photo; ${count_text(bytes)} bytes, quality ${quality}`)));
  const close = make('button', null, 'Close');
  close.onclick = () => detail.close();
  detail.className = photo[field.status];
  detail.replaceChildren(
    make('div', {class: 'top'}, name_line(photo, {id: 'detail-name'}),
      make('span', {class: 'next'}, `${count_text(place + 1)} of ${count_text(shown.length)}`), close),
    make('div', {class: 'sides'}, photo_frame(photo, Math.min(480, innerWidth - 80), 420, Infinity), words),
    make('div', {class: 'outputs'}, ...pictures_of(photo).map((output) => output_link(output, 320))));
  if (!detail.open) detail.showModal();
}

// ---- the page around the photos ----

function filter_chip(group, name, count, title) {
  const chip = make('button', {class: `chip ${group} ${name}${count ? '' : ' none'}`, title,
    'aria-pressed': chosen[group].has(name)}, name, make('b', null, count_text(count)));
  chip.onclick = () => {
    if (!chosen[group].delete(name)) chosen[group].add(name);
    refresh();
    [...by_id('filters').children].find((other) => other.classList.contains(name))?.focus();
  };
  return chip;
}

const seen_reasons = new Set();  // a reason that occurs in the run keeps its place, even when others hide it

function show_filters(counts) {
  const status_titles = {failed: 'No picture was made', warning: 'Pictures exist; somebody should look', ok: 'All well'};
  const chips = statuses.map((name) => filter_chip('status', name, counts[name], status_titles[name]));
  chips.push(make('span', {class: 'divider'}));
  for (const word of [...run.flags, ...run.faults]) {
    if (counts[word.name]) seen_reasons.add(word.name);
    if (seen_reasons.has(word.name) || chosen.reason.has(word.name))
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
    if (name === 'failed' && totals.retriable) summary.push(` (${count_text(totals.retriable)} can be tried again as they are)`);
    summary.push(name === 'ok' ? '. ' : ', ');
    by_id('share').append(make('i', {class: name, style: totals[name] ? `flex:${totals[name]}` : 'display:none'}));
  }
  summary.push(make('b', null, count_text(totals.outputs)), totals.outputs === 1 ? ' picture, ' : ' pictures, ', bytes_text(totals.bytes));
  by_id('summary').append(...summary);
  by_id('about').firstElementChild.textContent = `headroom ${run.version}, settings`;
  for (const [name, value] of [...run.settings, ['device', run.device]])
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
detail.addEventListener('keydown', (event) => {
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (step && shown[current + step] !== undefined) open_detail(current + step);
});
detail.addEventListener('click', (event) => { if (event.target === detail) detail.close(); });
detail.addEventListener('close', () => go_to(current));
document.addEventListener('keydown', (event) => {
  if (detail.open || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select')) return;
  if (event.key === '/') by_id('search').focus();
  else if (event.key === 'v') set_view(chosen.view === 'cards' ? 'faces' : 'cards');
  else return;
  event.preventDefault();
});
by_id('search').addEventListener('input', () => { chosen.text = by_id('search').value; refresh(); });
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
