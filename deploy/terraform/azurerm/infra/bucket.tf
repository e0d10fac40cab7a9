locals {
  make_account = var.storage_account_id == ""
  account_id   = local.make_account ? azurerm_storage_account.this[0].id : var.storage_account_id
  account_name = element(split("/", local.account_id), length(split("/", local.account_id)) - 1)
  container_id = "${local.account_id}/blobServices/default/containers/${var.bucket_name}"
}

resource "azurerm_storage_account" "this" {
  count                             = local.make_account ? 1 : 0
  name                              = "${var.namespace}objects"
  resource_group_name               = azurerm_resource_group.this.name
  location                          = var.location
  account_tier                      = "Standard"
  account_kind                      = "StorageV2"
  account_replication_type          = local.production ? "ZRS" : "LRS"
  https_traffic_only_enabled        = true
  min_tls_version                   = "TLS1_2"
  allow_nested_items_to_be_public   = false
  shared_access_key_enabled         = false
  infrastructure_encryption_enabled = true
  cross_tenant_replication_enabled  = false
  public_network_access_enabled     = var.public_access
  tags                              = local.tags
  blob_properties {
    versioning_enabled = true
    # Browsers load charts and files straight from the account, on our pages only.
    cors_rule {
      allowed_origins    = ["https://${local.host}"]
      allowed_methods    = ["GET", "HEAD", "PUT"]
      allowed_headers    = ["*"]
      exposed_headers    = ["ETag"]
      max_age_in_seconds = 3600
    }
    delete_retention_policy { days = 30 }
    container_delete_retention_policy { days = 30 }
  }
}

resource "azurerm_storage_container" "this" {
  count                 = local.make_account ? 1 : 0
  name                  = var.bucket_name
  storage_account_id    = local.account_id
  container_access_type = "private"
}

# Never an expiry of objects themselves: that would delete the history of runs.
resource "azurerm_storage_management_policy" "this" {
  count              = local.make_account ? 1 : 0
  storage_account_id = local.account_id
  rule {
    name    = "replaced-objects"
    enabled = true
    filters { blob_types = ["blockBlob"] }
    actions {
      version { delete_after_days_since_creation = 30 }
    }
  }
}

# Backups go to another region.
resource "azurerm_storage_account" "backup" {
  name                            = "${var.namespace}backup"
  resource_group_name             = azurerm_resource_group.this.name
  location                        = var.backup_location
  account_tier                    = "Standard"
  account_kind                    = "StorageV2"
  account_replication_type        = "LRS"
  https_traffic_only_enabled      = true
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  public_network_access_enabled   = var.public_access
  tags                            = local.tags
  blob_properties {
    versioning_enabled = var.backup_immutable_days == 0
    delete_retention_policy { days = 14 }
  }

  lifecycle {
    precondition {
      condition     = var.backup_location != var.location
      error_message = "backup_location is another one than location: a backup beside its original is lost with it."
    }
  }
}

resource "azurerm_storage_container" "backup" {
  name                  = "backups"
  storage_account_id    = azurerm_storage_account.backup.id
  container_access_type = "private"
}

resource "azurerm_storage_container_immutability_policy" "backup" {
  count                                 = var.backup_immutable_days > 0 ? 1 : 0
  storage_container_resource_manager_id = azurerm_storage_container.backup.id
  immutability_period_in_days           = var.backup_immutable_days
}

# Without public access the accounts that are made here are reached from the network alone.
locals {
  inner_accounts = var.public_access ? {} : merge({ backup = azurerm_storage_account.backup.id }, local.make_account ? { objects = local.account_id } : {})
}
