import { svelte } from '@sveltejs/vite-plugin-svelte';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

import { scriptBudget } from './script-budget.ts';

export default defineConfig(({ mode }) => ({
  plugins: [
    svelte(),
    icons({
      compiler: 'svelte',
      scale: 1,
      defaultClass: 'i',
      iconCustomizer(_collection, _icon, props) {
        props['aria-hidden'] = 'true';
      },
    }),
    scriptBudget(),
  ],
  // The browser tests have a short list of licences of their own.
  publicDir: mode === 'fake' ? 'tests/public' : 'public',
  build: {
    target: 'safari16',
    outDir: mode === 'fake' ? 'dist-fake' : 'dist',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // The shell expects the development server at this address.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/words.setup.ts'],
  },
}));
