// Reads the list byte by byte into typed arrays.
"use strict";
importScripts("report.js");

const COMMA = 44, QUOTE = 34, NEWLINE = 10, RETURN = 13, DOT = 46, MINUS = 45;

// hundredths reads 1234.5 as 123450; NaN where it is anything else.
function hundredths(b, s, e) {
  if (s >= e) return NaN;
  const minus = b[s] === MINUS;
  if (minus) s++;
  let v = 0, decimals = -1;
  for (; s < e; s++) {
    const c = b[s];
    if (c === DOT && decimals < 0) decimals = 0;
    else if (c >= 48 && c <= 57) {
      v = 10 * v + c - 48;
      if (decimals >= 0) decimals++;
    } else return NaN;
  }
  if (decimals > 2) return NaN;
  if (decimals <= 0) v *= 100;
  else if (decimals === 1) v *= 10;
  return minus ? -v : v;
}

const digit = (b, i) => b[i] - 48;

function date(b, s, e, today) {
  if (e - s !== 10) return NaN;
  const year = 1000 * digit(b, s) + 100 * digit(b, s + 1) + 10 * digit(b, s + 2) + digit(b, s + 3);
  return Math.max(0, today - dayOf(year, 10 * digit(b, s + 5) + digit(b, s + 6), 10 * digit(b, s + 8) + digit(b, s + 9)));
}

// A text column: all bytes, and where each value ends.
class Text {
  constructor() {
    this.bytes = new Uint8Array(1 << 20);
    this.ends = new Uint32Array(1 << 16);
    this.length = this.rows = 0;
  }
  add(b, s, e) {
    if (this.length + e - s > this.bytes.length) {
      const more = new Uint8Array(2 * this.bytes.length + e - s);
      more.set(this.bytes);
      this.bytes = more;
    }
    if (this.rows === this.ends.length) {
      const more = new Uint32Array(2 * this.rows);
      more.set(this.ends);
      this.ends = more;
    }
    for (let i = s; i < e; i++) this.bytes[this.length++] = b[i];
    this.ends[this.rows++] = this.length;
  }
}

onmessage = async ({ data: { file, today } }) => {
  let capacity = 1 << 16, rows = 0;
  let columns = Array.from({ length: 7 }, () => new Float64Array(capacity)); // AUM, GDC, days, potential, likeability, referrals, hours
  const texts = [new Text(), new Text(), new Text()]; // id, household, name
  const numbers = [-1, -1, -1, 0, 1, 2, -1, -1, -1, -1, 3, 4, 5, 6]; // column of the file to column of ours
  const reader = file.stream().getReader();
  let rest = new Uint8Array(0), heading = true;
  for (let last = false; !last; ) {
    const { value, done } = await reader.read();
    last = done;
    let b = rest;
    if (value) {
      b = new Uint8Array(rest.length + value.length);
      b.set(rest);
      b.set(value, rest.length);
    }
    let row = 0; // where it begins
    for (let i = 0, start = 0, column = 0, quoted = false; i < b.length; i++) {
      const c = b[i];
      if (c === QUOTE) quoted = !quoted;
      if (quoted || (c !== COMMA && c !== NEWLINE)) continue;
      if (!heading) {
        let s = start, e = i;
        if (e > s && b[e - 1] === RETURN) e--;
        if (e > s && b[s] === QUOTE) s++, e--;
        if (column < 3) texts[column].add(b, s, e);
        const to = numbers[column];
        if (to === 2) columns[to][rows] = date(b, s, e, today);
        else if (to >= 0) columns[to][rows] = hundredths(b, s, e);
      }
      start = i + 1;
      column++;
      if (c === NEWLINE) {
        if (heading) heading = false;
        else if (++rows === capacity) {
          capacity *= 2;
          columns = columns.map((old) => {
            const more = new Float64Array(capacity);
            more.set(old);
            return more;
          });
        }
        row = start;
        column = 0;
      }
    }
    // A cell that is cut in two, and its row with it, is read again; so texts of
    // it are taken back.
    for (const t of texts) {
      t.rows = rows;
      t.length = rows ? t.ends[rows - 1] : 0;
    }
    rest = b.slice(row);
  }
  postMessage(report(...columns.slice(0, 6).map((c) => c.subarray(0, rows))));
};
postMessage("ready");
