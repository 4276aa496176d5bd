import { benchClicks } from './clicks.ts';
import { benchCustomers } from './customers.ts';
import type { Measurement } from './measure.ts';
import { benchProcess } from './process.ts';
import { benchReports } from './reports.ts';
import { benchSales } from './sales.ts';
import { benchScreens } from './screens.ts';
import { benchSegment } from './segment.ts';

const BENCHES: Record<string, () => Promise<Measurement[]>> = {
  clicks: benchClicks,
  segment: benchSegment,
  sales: benchSales,
  reports: benchReports,
  screens: benchScreens,
  customers: benchCustomers,
  process: benchProcess,
};

// `npm run bench` runs them all; `npm run bench -- clicks sales` only those.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0)
  throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`);

const rows: Measurement[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  try {
    rows.push(...(await bench()));
  } catch (error) {
    // What the others measured is worth showing.
    console.error(error);
    process.exitCode = 1;
  }
}

const width = Math.max(...rows.map(({ name }) => name.length));
for (const { name, target, measured, isMet } of rows) {
  console.log(`${isMet ? '✓' : '✗'} ${name.padEnd(width)}  ${target.padEnd(10)}  ${measured}`);
}
if (rows.some(({ isMet }) => !isMet)) process.exitCode = 1;
