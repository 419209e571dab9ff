import n from 'eslint-plugin-n';
import imports from 'eslint-plugin-simple-import-sort';
import ts from 'typescript-eslint';

const house = [
  {
    selector: "CallExpression[callee.property.name='pipe'][callee.object.type!='Super']",
    message: 'Use pipeline() of node:stream/promises: .pipe() forwards neither errors nor aborts.',
  },
  {
    selector: "MemberExpression[object.name='request'][property.name='signal']",
    message: 'request.signal is already aborted once a body was read; use request.clientSignal.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use an `as const` table and a derived type.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
];

const environment = {
  selector: "MemberExpression[object.name='process'][property.name=/^(env|argv)$/]",
  message: 'Only daemon/config and daemon/main.ts read the environment and the arguments.',
};

const bareError = {
  selector: "NewExpression[callee.name='Error']",
  message: 'Use a factory of lib/errors.ts or of the noun, so that the status is known.',
};

export default ts.config(
  { ignores: ['dist', 'coverage', '**/*.gen.*', 'src/ctrd/gen', 'node_modules', '.dev'] },
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { imports, n },
    rules: {
      'imports/imports': 'error',
      'n/prefer-node-protocol': 'error',
      'no-restricted-syntax': ['error', ...house],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreUsingDeclarations: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/daemon/config/**', 'src/daemon/main.ts', 'src/cli/**'],
    rules: { 'no-restricted-syntax': ['error', ...house, environment] },
  },
  {
    files: ['src/mgr/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...house, environment, bareError] },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // Programs that run before anything is built, and settings of tools: no types.
  { files: ['**/*.js', '**/*.cjs'], ...ts.configs.disableTypeChecked },
  { files: ['*.js'], rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off' } },
);
