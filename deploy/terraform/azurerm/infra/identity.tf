# The application's pods, and only they, may use exactly these containers.
resource "azurerm_user_assigned_identity" "app" {
  name                = "${var.namespace}-app"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_federated_identity_credential" "app" {
  name                = "${var.namespace}-app"
  resource_group_name = azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.app.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = local.cluster.issuer
  subject             = "system:serviceaccount:${var.kubernetes_namespace}:selvedge"
}

resource "azurerm_role_assignment" "app" {
  for_each             = { objects = local.container_id, backups = azurerm_storage_container.backup.id }
  scope                = each.value
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.app.principal_id
  depends_on           = [azurerm_storage_container.this]
}

# signs the URLs that clients upload to; it gives no right to read or write by itself
resource "azurerm_role_assignment" "signing" {
  scope                = local.account_id
  role_definition_name = "Storage Blob Delegator"
  principal_id         = azurerm_user_assigned_identity.app.principal_id
}
