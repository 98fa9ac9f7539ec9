import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Types and document hashes from the exported schema.
 *
 * The browser carries hashes only, so no GraphQL text and no parser reaches it; the texts go to
 * `graphql/trusted-documents.json`, the one list the server will run.
 */
const config: CodegenConfig = {
  schema: '../graphql/schema.graphql',
  documents: ['../graphql/operations/**/*.graphql'],
  generates: {
    'src/shared/api/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          UUID: 'string',
          Date: 'string',
          DateTime: 'string',
          Fen: 'number',
          JSON: 'unknown',
        },
      },
    },
  },
};

export default config;
