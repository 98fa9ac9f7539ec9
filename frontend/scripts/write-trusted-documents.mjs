// Second half of `npm run codegen`: what the preset wrote is sorted into its places.
//
// The hash → text list belongs to the server and is moved to graphql/trusted-documents.json.
// The generated gql() map is dropped: it cannot be tree-shaken, and nobody may import it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const generated = here('../src/shared/api/generated/');

const documents = JSON.parse(readFileSync(`${generated}persisted-documents.json`, 'utf8'));
const sorted = Object.fromEntries(
  Object.entries(documents).sort(([left], [right]) => (left < right ? -1 : 1)),
);
writeFileSync(here('../../graphql/trusted-documents.json'), `${JSON.stringify(sorted, null, 2)}\n`);

// Without this mark the fragments' texts would stay in every bundle: nobody uses them at run time.
const types = `${generated}graphql.ts`;
writeFileSync(
  types,
  readFileSync(types, 'utf8').replaceAll(
    '= new TypedDocumentString(',
    '= /* @__PURE__ */ new TypedDocumentString(',
  ),
);

for (const name of ['persisted-documents.json', 'gql.ts', 'index.ts']) {
  rmSync(`${generated}${name}`, { force: true });
}
