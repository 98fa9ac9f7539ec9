import 'graphiql/style.css';
import './graphiql.css';

import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { ask } from './ask.ts';

const EXAMPLE = `# Sign in at /admin/ in this browser first; queries here run as the same account.
{
  caseFiles(perPage: 5) {
    total
    items {
      caseNumber
      maskedName
      status
      nextDeadline {
        title(language: EN)
        dueOn
      }
    }
  }
}
`;

/** Nothing is kept between visits: queries may name people, and computers are shared. */
const forgetful = {
  getItem: () => null,
  setItem() {},
  removeItem() {},
  clear() {},
  length: 0,
};

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <GraphiQL
      fetcher={ask}
      defaultQuery={EXAMPLE}
      storage={forgetful}
      shouldPersistHeaders={false}
    />,
  );
}
