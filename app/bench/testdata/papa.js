// Reads the list with PapaParse, in chunks, and its rows as plain JavaScript does.
"use strict";
importScripts("report.js", "papaparse.min.js");

const amount = (text) => (text === "" || isNaN(text) ? NaN : Math.round(100 * Number(text)));

onmessage = ({ data: { file, today } }) => {
  const columns = [[], [], [], [], [], []], kept = [];
  let heading = true;
  Papa.parse(file, {
    skipEmptyLines: true,
    chunk({ data }) {
      for (const row of data) {
        if (heading) {
          heading = false;
          continue;
        }
        kept.push([row[0], row[1], row[2]]); // id, household, name
        columns[0].push(amount(row[3]));
        columns[1].push(amount(row[4]));
        const [year, month, day] = row[5].split("-");
        columns[2].push(day === undefined ? NaN : Math.max(0, today - dayOf(Number(year), Number(month), Number(day))));
        columns[3].push(amount(row[10]));
        columns[4].push(amount(row[11]));
        columns[5].push(amount(row[12]));
      }
    },
    complete: () => postMessage(report(...columns.map((c) => Float64Array.from(c)))),
  });
};
postMessage("ready");
