import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import { startLanguage } from './i18nProvider.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');

await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
