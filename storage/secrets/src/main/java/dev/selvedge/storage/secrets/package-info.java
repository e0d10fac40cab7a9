/** Stores of secrets outside of the installation: Kubernetes, AWS Secrets Manager, Google Secret Manager, Azure Key Vault. */
package dev.selvedge.storage.secrets;
