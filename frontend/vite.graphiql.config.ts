import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { apiProxy } from './vite.shared.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** GraphiQL, for the demo and for development; the server shows it at `/graphql` and nowhere else. */
export default defineConfig({
  root: folder('./graphiql'),
  base: '/graphiql/',
  publicDir: false,
  plugins: [react()],
  resolve: { alias: { '/src': folder('./src') } },
  build: {
    outDir: folder('./dist/graphiql'),
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: apiProxy, fs: { allow: [folder('.')] } },
});
