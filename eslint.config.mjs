import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports that would cost every user: one replaces other extensions' network, one triples the bundle. */
const costlyImports = {
  paths: [
    { name: 'zod', message: "Import * as z from 'zod/mini': the full build bundles every locale." },
    { name: 'undici', message: 'Import leaf modules: the index replaces the dispatcher of every extension in the host.', allowTypeImports: true },
  ],
};

export default defineConfig(
  // assembly/ is AssemblyScript: its integer types and pointers are none of TypeScript's; its compiler checks it.
  { ignores: ['assembly/', 'dist/', 'out/', 'media/', 'node_modules/', '.vscode-test/'] },
  // What is not allowed stays not allowed: no comment switches a rule off.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'eqeqeq': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      '@typescript-eslint/no-restricted-imports': ['error', costlyImports],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // `const { left: _left, ...rest }` leaves something out.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Our objects are closures: their methods know no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A port's functions are async although one twin has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // An index that the loop around it bounds; noUncheckedIndexedAccess asks at every other place.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Prompts are counted in code points, which is what spreading a string gives.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A bracket signature (process.env['X']) says that nothing promises the name.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // Declares what a package exports, defaults included.
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-exports': 'off', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', {
        allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'] }],
      }],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], extends: [js.configs.recommended], languageOptions: { globals: { Buffer: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly' } } },
);
