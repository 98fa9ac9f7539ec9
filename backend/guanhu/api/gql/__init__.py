"""The GraphQL schema, one module per room."""
