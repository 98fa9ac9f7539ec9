import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { isProblem } from '../shared/api/problems.ts';

import { LanguageProvider } from './frame/LanguageContext.tsx';
import { SessionProvider } from './frame/SessionContext.tsx';
import { AppRoutes } from './routes.tsx';

import 'virtual:tokens.css';
import './controls.css';
import './portal.css';

const queries = new QueryClient({
  defaultOptions: {
    // The server's own word is final; only a broken connection is worth another try.
    queries: { retry: (count, error) => count < 2 && isProblem(error, 'OFFLINE', 'UNREADABLE') },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <SessionProvider>
        <QueryClientProvider client={queries}>
          <AppRoutes />
        </QueryClientProvider>
      </SessionProvider>
    </LanguageProvider>
  </StrictMode>,
);
