"""Checks the GraphQL schema against the documents inside an installed wandb package."""
