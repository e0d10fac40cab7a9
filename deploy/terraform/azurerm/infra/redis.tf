# Version 7: the older Azure Cache for Redis ends at 6. Without clustering it is one primary; a replica takes over in production.
resource "azurerm_managed_redis" "this" {
  name                      = var.namespace
  resource_group_name       = azurerm_resource_group.this.name
  location                  = var.location
  sku_name                  = var.redis_sku_name != "" ? var.redis_sku_name : (local.production ? "Balanced_B5" : "Balanced_B1")
  high_availability_enabled = local.production
  public_network_access     = "Disabled"
  tags                      = local.tags
  default_database {
    access_keys_authentication_enabled = true
    client_protocol                    = "Encrypted"
    clustering_policy                  = "NoCluster"
    eviction_policy                    = "VolatileLRU"
  }
}
