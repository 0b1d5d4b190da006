#include "report/page.h"

namespace headroom::report {

const std::string_view page_cards = R"page(// ---- building elements; text is only ever set as text ----

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
  const facts = make('div', {class: 'facts'});
  if (facts_of(photo)) facts.append(make('span', null, facts_of(photo)));
  if (photo[field.status] === 'failed') {
    const fault = fault_of(photo);
    if (photo[field.thumbnail]) pictures.append(photo_frame(photo, 150, 140, 1));
    pictures.append(make('div', {class: 'trouble'}, make('b', null, fault.meaning), ' ', visible(photo[field.detail] || ''),
      make('br'), fault.next));
    facts.append(make('span', {class: 'tag', title: fault.meaning}, fault.name));
  } else {
    const taken = links.reduce((sum, link) => sum + Number(link.firstChild.getAttribute('width')) + 8, 0);
    pictures.append(photo_frame(photo, width - 22 - taken, 140, 1), ...links);
    for (const flag of flags_of(photo[field.flags]))
      facts.append(make('span', {class: 'tag', title: `${flag.meaning} ${flag.next}`}, flag.name));
    if (photo[field.detail]) facts.append(make('span', {class: 'more'}, visible(photo[field.detail])));
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
  for (const flag of flags_of(photo[field.flags]))
    words.append(reason_words(flag, flag.name === 'near-duplicate' && photo[field.detail]));
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
  close.focus();
}
)page";

}  // namespace headroom::report
