"""GraphiQL at /graphql, in the demo and in development.

It is built with the front ends and served by us. Where they are not built, a small page takes its
place, with everything it needs in it.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

# GraphiQL writes styles into its page at run time, and carries its icons and fonts as data.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)

PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphQL · 观护 Guanhu</title>
<style nonce="NONCE">
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
  h1 { font-size: 1.25rem; }
  main { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr 18rem; }
  @media (max-width: 60rem) { main { grid-template-columns: 1fr; } }
  label { display: block; font-weight: 600; margin-top: .5rem; }
  textarea, pre { background: #f6f7f9; border: 1px solid #767b85; border-radius: 4px;
    box-sizing: border-box; font: 14px/1.5 ui-monospace, monospace; padding: .5rem; width: 100%; }
  pre { margin: 0; min-height: 30rem; overflow: auto; white-space: pre-wrap; }
  #document { min-height: 24rem; }
  button { font: inherit; margin: .5rem .5rem 0 0; padding: .35rem 1rem; }
  input { font: inherit; box-sizing: border-box; padding: .25rem; width: 100%; }
  summary { cursor: pointer; }
  #fields { max-height: 40rem; overflow: auto; }
  #fields button { display: block; margin: 0; padding: .1rem; border: 0; background: none;
    color: #1d4f91; text-align: left; text-decoration: underline; }
</style>
<h1>GraphQL</h1>
<p id="who" role="status">Not signed in.</p>
<form id="sign-in">
  <details><summary>Sign in</summary>
    <label for="login">Login</label><input id="login" autocomplete="username" required>
    <label for="password">Password</label>
    <input id="password" type="password" autocomplete="current-password" required>
    <label for="totp">One-time code, if asked for</label><input id="totp" inputmode="numeric">
    <button>Sign in</button>
  </details>
</form>
<main>
  <section aria-label="Request">
    <label for="document">Document</label>
    <textarea id="document" spellcheck="false">{
  caseFiles(perPage: 5) {
    total
    items { caseNumber maskedName status nextDeadline { title(language: EN) dueOn } }
  }
}</textarea>
    <label for="variables">Variables (JSON)</label>
    <textarea id="variables" rows="6" spellcheck="false">{}</textarea>
    <button id="run" type="button">Run (Ctrl+Enter)</button>
  </section>
  <section aria-label="Answer"><label for="answer">Answer</label>
    <pre id="answer" tabindex="0"></pre></section>
  <section aria-label="Schema"><label for="search">Queries and mutations</label>
    <input id="search" type="search" placeholder="search"><div id="fields"></div></section>
</main>
<script nonce="NONCE">
const at = (id) => document.getElementById(id);
let token = null;

async function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = 'Bearer ' + token;
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { ok: answer.ok, body: await answer.json() };
}

function signedIn(answer) {
  if (!answer.ok) { at('who').textContent = answer.body.code || 'Not signed in.'; return; }
  token = answer.body.accessToken;
  const account = answer.body.account;
  at('who').textContent = 'Signed in as ' + account.displayName + ' (' + account.role + ').';
}

async function run() {
  at('run').disabled = true;
  try {
    const variables = JSON.parse(at('variables').value || '{}');
    const answer = await post('/graphql', { query: at('document').value, variables });
    at('answer').textContent = JSON.stringify(answer.body, null, 2);
  } catch (error) { at('answer').textContent = String(error); }
  at('run').disabled = false;
}

const shown = (type) => type.kind === 'NON_NULL' ? shown(type.ofType) + '!'
  : type.kind === 'LIST' ? '[' + shown(type.ofType) + ']' : type.name;

async function loadFields() {
  const type = 'type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
  const field = '{ name description args { name ' + type + ' } ' + type + ' }';
  const answer = await post('/graphql', { query:
    '{ __schema { queryType { fields ' + field + ' } mutationType { fields ' + field + ' } } }' });
  const schema = answer.body.data.__schema;
  for (const [kind, root] of [['query', schema.queryType], ['mutation', schema.mutationType]])
    for (const found of root.fields) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = found.name;
      button.title = found.description;
      button.onclick = () => {
        const typed = (arg) => '$' + arg.name + ': ' + shown(arg.type);
        const declared = found.args.map(typed).join(', ');
        const passed = found.args.map((arg) => arg.name + ': $' + arg.name).join(', ');
        at('document').value = kind + (declared ? ' (' + declared + ')' : '') + ' {\\n  '
          + found.name + (passed ? '(' + passed + ')' : '') + ' { __typename }\\n}';
      };
      at('fields').append(button);
    }
}

at('run').onclick = run;
addEventListener('keydown', (key) => { if (key.ctrlKey && key.key === 'Enter') run(); });
at('search').oninput = () => {
  for (const button of at('fields').children)
    button.hidden = !button.textContent.toLowerCase().includes(at('search').value.toLowerCase());
};
at('sign-in').onsubmit = async (event) => {
  event.preventDefault();
  const given = { login: at('login').value, password: at('password').value };
  if (at('totp').value) given.totp = at('totp').value;
  signedIn(await post('/auth/sign-in', given));
};
post('/auth/refresh', {}).then((answer) => { if (answer.ok) signedIn(answer); });
loadFields();
</script>
"""


def explorer_routes(static_folder: Path | None) -> list[BaseRoute]:
    """GET /graphql and what its page loads; `static_folder` holds the built front ends."""
    built = None if static_folder is None else static_folder / "graphiql"
    if built is None or not (built / "index.html").is_file():
        return [Route("/graphql", _small_page, methods=["GET"])]
    page = (built / "index.html").read_text(encoding="utf-8")

    async def graphiql(_request: Request) -> Response:
        return HTMLResponse(page, headers={"content-security-policy": POLICY})

    return [
        Route("/graphql", graphiql, methods=["GET"]),
        Mount("/graphiql", StaticFiles(directory=built)),
    ]


async def _small_page(_request: Request) -> Response:
    """The page, with a policy that runs its own script and nothing else."""
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}';"
        " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return HTMLResponse(PAGE.replace("NONCE", nonce), headers={"content-security-policy": policy})
