import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { honest, ordinaryServer, ownsDeletion, ownsNetwork, pureCore, servesHttp } from './scripts/check/eslint/laws.mjs'

const tests = ['**/*.{test,spec}.ts', '**/testing/**']
const typed = ['shared/src/**/*.ts', 'server/src/**/*.ts', 'extension/src/**/*.ts', 'extension/src/**/*.vue']
const projects = ['shared', 'server', 'server/tsconfig.test.json', 'extension'].map((path) =>
  path.endsWith('.json') ? path : `${path}/tsconfig.json`,
)

/** Rules that find faults; how code looks is prettier's affair. */
const always = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-constructor-return': 'error',
  'no-implicit-coercion': ['error', { boolean: false }],
  'no-self-compare': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
}

const withTypes = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'no-restricted-syntax': ['error', ...honest],
}

/** A test may say `!` of what it has just made, and read JSON that it has just printed. */
const lenient = Object.fromEntries(
  ['no-non-null-assertion', 'no-unsafe-assignment', 'no-unsafe-call', 'no-unsafe-member-access'].map(
    (rule) => [`@typescript-eslint/${rule}`, 'off'],
  ),
)

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.cache/**', '.node/**', 'web-dist/**', 'test-results/**', 'playwright-report/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  tseslint.configs.strict,
  { rules: { ...always, '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] } },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: typed,
    languageOptions: {
      parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: withTypes,
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/no-v-html': 'error',
    },
  },
  { files: ['server/src/**/*.ts'], ignores: ['server/src/core/**', ...tests], rules: ordinaryServer },
  { files: ['server/src/adapters/egress/**/*.ts'], ignores: tests, rules: ownsNetwork },
  { files: ['server/src/http/**/*.ts'], ignores: tests, rules: servesHttp },
  { files: ['server/src/adapters/files/trash.ts'], rules: ownsDeletion },
  { files: ['server/src/core/**/*.ts'], ignores: tests, rules: pureCore },
  { files: ['extension/src/comfy/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: tests, rules: lenient },
)
