import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { tokensCss } from './vite.shared.ts';

export default defineConfig({
  plugins: [react(), tokensCss()],
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    setupFiles: ['src/setupTests.ts'],
    // Libraries are loaded once per worker; each file still has a document of its own.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 90_000,
    env: { TZ: 'America/New_York' },
    maxWorkers: 2,
  },
});
