import type { Plugin, ProxyOptions } from 'vite';

import { cssVariables } from './src/shared/theme/tokens.ts';

const API = 'http://localhost:8000';

/** In development the API answers beside the page, as it does in production. */
export const apiProxy: Record<string, ProxyOptions> = {
  '/graphql': { target: API },
  '/auth': { target: API },
  '/documents': { target: API },
  '/attachments': { target: API },
  '/certificates': { target: API },
  '/module-archives': { target: API },
};

const ID = 'virtual:tokens.css';

/** Serves the design tokens as a stylesheet, so the portal needs no inline style. */
export function tokensCss(): Plugin {
  return {
    name: 'guanhu-tokens-css',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? cssVariables() : undefined),
  };
}
