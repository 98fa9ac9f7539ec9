// The family page is opened on a phone, now and then, with nothing cached: its budget is firm.
// Also proves that no admin code slipped into it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 100_000;
const portal = fileURLToPath(new URL('../dist/portal/', import.meta.url));

const html = readFileSync(join(portal, 'index.html'), 'utf8');
const firstLoad = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((hit) => hit[1]);
if (firstLoad.length === 0) throw new Error('the portal page loads no script');

const weight = firstLoad.reduce(
  (sum, name) => sum + gzipSync(readFileSync(join(portal, name))).length,
  0,
);
console.log(
  `portal first load: ${(weight / 1000).toFixed(1)} kB of JavaScript, gzipped (budget ${BUDGET_BYTES / 1000} kB)`,
);

const strangers = readdirSync(join(portal, 'assets'))
  .filter((name) => name.endsWith('.js'))
  .filter((name) =>
    /react-admin|RaLayout|MuiButton/.test(readFileSync(join(portal, 'assets', name), 'utf8')),
  );

if (weight > BUDGET_BYTES) {
  console.error(`over the budget of ${BUDGET_BYTES / 1000} kB`);
  process.exit(1);
}
if (strangers.length > 0) {
  console.error(`admin code in the portal: ${strangers.join(', ')}`);
  process.exit(1);
}
