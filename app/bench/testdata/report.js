// The report of a client list in typed arrays, by the default settings. NaN is
// a missing value.
"use strict";

// ranked gives each value its percentile rank in hundredths of a point, -1 where
// there is none.
function ranked(values) {
  const n = values.length;
  const points = new Int32Array(n).fill(-1);
  let order = new Uint32Array(n), m = 0;
  for (let i = 0; i < n; i++) if (values[i] === values[i]) order[m++] = i;
  // By radix, 16 bits at a time; values are whole and below 2^48 in size.
  const SHIFT = 2 ** 47;
  let from = order.subarray(0, m), to = new Uint32Array(m);
  for (let digit = 0, unit = 1; digit < 3; digit++, unit *= 65536) {
    const counts = new Uint32Array(65537);
    for (let k = 0; k < m; k++) counts[1 + Math.floor((values[from[k]] + SHIFT) / unit) % 65536]++;
    for (let v = 0; v < 65536; v++) counts[v + 1] += counts[v];
    for (let k = 0; k < m; k++) to[counts[Math.floor((values[from[k]] + SHIFT) / unit) % 65536]++] = from[k];
    [from, to] = [to, from];
  }
  for (let start = 0; start < m; ) {
    let end = start + 1;
    while (end < m && values[from[end]] === values[from[start]]) end++;
    const share = Math.floor((10000 * (start + end) + m) / (2 * m)); // 2·worse + equal = start + end
    for (let k = start; k < end; k++) points[from[k]] = share;
    start = end;
  }
  return points;
}

// report returns clients, AUM and GDC, in cents, of the four tiers and of the
// clients that no tier takes.
function report(aum, gdc, days, potential, likeability, referrals) {
  const n = aum.length;
  const weights = [25, 25, 10, 15, 10, 15];
  const factors = [aum, gdc, days, potential, likeability, referrals].map(ranked);
  const score = new Int32Array(n).fill(-1), having = new Uint32Array(10001);
  let scored = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0, weight = 0;
    for (let f = 0; f < 6; f++) {
      const points = factors[f][i];
      if (points < 0) continue;
      sum += weights[f] * points;
      weight += weights[f];
    }
    if (100 * weight < 60 * 100) continue;
    score[i] = Math.floor((2 * sum + weight) / (2 * weight));
    having[score[i]]++;
    scored++;
  }
  const cuts = [10, 30, 70, 100].map((share) => Math.floor((2 * scored * share + 100) / 200));
  const tierOf = new Uint8Array(10001);
  for (let s = 10000, better = 0; s >= 0; s--) {
    tierOf[s] = cuts.findIndex((cut) => better + 1 <= cut);
    better += having[s];
  }
  const tiers = Array.from({ length: 5 }, () => ({ clients: 0, aum: 0, gdc: 0 }));
  for (let i = 0; i < n; i++) {
    const tier = tiers[score[i] < 0 ? 4 : tierOf[score[i]]];
    tier.clients++;
    if (aum[i] === aum[i]) tier.aum += aum[i];
    if (gdc[i] === gdc[i]) tier.gdc += gdc[i];
  }
  return tiers;
}

const monthDays = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

// dayOf is the number of a civil day since 1970.
function dayOf(year, month, day) {
  const y = year - 1;
  const leap = month > 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + monthDays[month - 1] + day + leap - 719163;
}
