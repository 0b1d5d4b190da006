#include "report/page.h"

namespace headroom::report {

const std::string_view page_photos = R"page('use strict';
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
const reasons_here = new Set();  // flags and faults that occur in the run, each a filter
let missing_part = '';

function add_photos(part, rows) {
  for (const row of rows) {
    photos.push(row);
    search_names.push(row[field.file].normalize().toLowerCase());
    for (const flag of flags_of(row[field.flags])) reasons_here.add(flag.name);
    if (row[field.fault]) reasons_here.add(row[field.fault]);
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
)page";

}  // namespace headroom::report
