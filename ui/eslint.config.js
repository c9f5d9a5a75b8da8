import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const shellOnly = {
  patterns: [
    {
      group: ['@tauri-apps/*'],
      message: 'Only src/backend speaks to the shell; go through the Backend interface.',
    },
  ],
};

export default ts.config(
  { ignores: ['dist', 'dist-fake', 'src/backend/contract.ts', 'src/text-ids.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      'no-restricted-imports': ['error', shellOnly],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: { 'svelte/no-inline-styles': ['error', { allowTransitions: false }] },
  },
  { files: ['src/backend/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['tests/**', '*.config.*', '**/*.test.ts'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['tests/browser.mjs', 'tests/rendering.mjs', 'tests/text-ids.mjs'],
    rules: { 'no-console': 'off' },
  },
);
