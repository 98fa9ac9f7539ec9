// Fails when the committed generated files are not what the schema and the operations give now.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const frontend = fileURLToPath(new URL('../', import.meta.url));
const outputs = [
  `${frontend}src/shared/api/generated/graphql.ts`,
  `${frontend}../graphql/trusted-documents.json`,
];
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

const committed = outputs.map(read);
const dated = [...outputs, ...outputs.map((path) => dirname(path))].filter((path) =>
  existsSync(path),
);
const dates = dated.map((path) => statSync(path).mtime);
const run = spawnSync('npm', ['run', '--silent', 'codegen'], { cwd: frontend, encoding: 'utf8' });
const stale = outputs.filter((path, index) => read(path) !== committed[index]);

// A check leaves the tree as it found it, and as old as it was: make goes by that.
outputs.forEach((path, index) => {
  const text = committed[index];
  if (text === null) rmSync(path, { force: true });
  else writeFileSync(path, text);
});
dated.forEach((path, index) => {
  if (existsSync(path)) utimesSync(path, dates[index], dates[index]);
});

if (run.status !== 0) {
  console.error(run.stdout, run.stderr);
  process.exit(1);
}
if (stale.length > 0) {
  console.error('Out of date; run `npm run codegen` and commit:');
  for (const path of stale) console.error(`  ${path.slice(frontend.length)}`);
  process.exit(1);
}
console.log('Generated types and trusted documents are current.');
