import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { apiProxy } from './vite.shared.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The staff admin under `/admin/`. Its page lives in `admin/`, its sources beside the portal's. */
export default defineConfig({
  root: folder('./admin'),
  base: '/admin/',
  publicDir: false,
  plugins: [react()],
  resolve: { alias: { '/src': folder('./src') } },
  build: {
    outDir: folder('./dist/admin'),
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    // react-admin and MUI are one chunk, asked for by signed-in staff and then cached.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: apiProxy, fs: { allow: [folder('.')] } },
});
