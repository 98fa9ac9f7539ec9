import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { apiProxy, tokensCss } from './vite.shared.ts';

/** The family page: the default page of the site, light, without react-admin. */
export default defineConfig({
  base: '/',
  plugins: [react(), tokensCss()],
  build: { outDir: 'dist/portal', emptyOutDir: true, sourcemap: false, target: 'es2022' },
  server: { proxy: apiProxy },
});
