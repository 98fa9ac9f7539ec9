import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const resources = [
  'cases',
  'checkins',
  'plans',
  'education',
  'reviews',
  'accounts',
  'audit',
  'incidents',
];

export default tseslint.config(
  { ignores: ['dist', 'src/shared/api/generated', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: globals.node, parserOptions: { projectService: false } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs['recommended-latest'].rules,
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/order': [
        'error',
        { alphabetize: { order: 'asc', caseInsensitive: true }, 'newlines-between': 'always' },
      ],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            { target: './src/shared', from: './src/portal' },
            { target: './src/shared', from: './src/admin' },
            { target: './src/portal', from: './src/admin' },
            { target: './src/admin', from: './src/portal' },
            ...resources.map((name) => ({
              target: `./src/admin/${name}`,
              from: resources
                .filter((other) => other !== name)
                .map((other) => `./src/admin/${other}`),
              message: 'a resource reaches another through dataProvider or shared components',
            })),
          ],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'localStorage', message: 'shared office computers: nothing is stored' },
        { name: 'sessionStorage', message: 'shared office computers: nothing is stored' },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.tsx'],
    ...jsxA11y.flatConfigs.strict,
  },
  {
    files: ['src/shared/**/*.{ts,tsx}', 'src/portal/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['react-admin', 'ra-*', '@mui/*', '@emotion/*'] },
      ],
    },
  },
);
