mock_provider "azurerm" {
  mock_resource "azurerm_kubernetes_cluster" {
    defaults = {
      oidc_issuer_url     = "https://oidc.example/"
      node_resource_group = "MC_wandb"
      ingress_application_gateway = {
        ingress_application_gateway_identity = [{ object_id = "11111111-2222-3333-4444-555555555555" }]
      }
    }
  }
  mock_resource "azurerm_storage_account" {
    defaults = { id = "/subscriptions/0/resourceGroups/wandb/providers/Microsoft.Storage/storageAccounts/wandbobjects" }
  }
  mock_resource "azurerm_mysql_flexible_server" {
    defaults = { fqdn = "wandb.mysql.database.azure.com" }
  }
}

variables {
  namespace                = "wandb"
  location                 = "germanywestcentral"
  backup_location          = "westeurope"
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = "abcdefghijklmnopqrstu"
}

run "prod_survives_a_zone" {
  command = apply
  variables { size = "prod" }
  assert {
    condition     = azurerm_kubernetes_cluster.this.default_node_pool[0].node_count == 2 && length(azurerm_kubernetes_cluster.this.default_node_pool[0].zones) == 2
    error_message = "nodes in two zones"
  }
  assert {
    condition     = azurerm_kubernetes_cluster.this.default_node_pool[0].vm_size == "Standard_E8_v5" && azurerm_kubernetes_cluster.this.default_node_pool[0].os_disk_size_gb == 100
    error_message = "the reference architecture's machine with 100 GB"
  }
  assert {
    condition     = azurerm_mysql_flexible_server.this.high_availability[0].mode == "ZoneRedundant" && azurerm_mysql_flexible_server.this.high_availability[0].standby_availability_zone != azurerm_mysql_flexible_server.this.zone
    error_message = "a standby in another zone"
  }
  assert {
    condition     = azurerm_mysql_flexible_server.this.sku_name == "MO_Standard_E8ds_v4" && azurerm_mysql_flexible_server.this.storage[0].size_gb == 500
    error_message = "the reference architecture's database"
  }
  assert {
    condition     = azurerm_managed_redis.this.high_availability_enabled && azurerm_storage_account.this[0].account_replication_type == "ZRS"
    error_message = "a Redis replica, objects in several zones"
  }
}

run "both_products_have_their_machines" {
  command = plan
  variables { products = "both" }
  assert {
    condition     = azurerm_kubernetes_cluster.this.default_node_pool[0].vm_size == "Standard_E16_v5"
    error_message = "the machine for both"
  }
}

run "dev_is_small" {
  command = apply
  variables { size = "dev" }
  assert {
    condition     = azurerm_kubernetes_cluster.this.default_node_pool[0].node_count == 1 && azurerm_kubernetes_cluster.this.default_node_pool[0].vm_size == "Standard_E2_v5"
    error_message = "one small node"
  }
  assert {
    condition     = length(azurerm_mysql_flexible_server.this.high_availability) == 0 && azurerm_mysql_flexible_server.this.sku_name == "MO_Standard_E2ds_v4" && azurerm_mysql_flexible_server.this.storage[0].size_gb == 100
    error_message = "one small database"
  }
}

run "the_database_is_kept_private_and_watched" {
  command = apply
  assert {
    condition     = azurerm_mysql_flexible_server.this.backup_retention_days == 14 && length(azurerm_management_lock.database) == 1 && azurerm_mysql_flexible_server.this.delegated_subnet_id != null
    error_message = "backups of 14 days, protected, in a private subnet"
  }
  assert {
    condition     = startswith(azurerm_mysql_flexible_server.this.version, "8.0") && azurerm_mysql_flexible_server.this.storage[0].auto_grow_enabled
    error_message = "MySQL 8 on a disk that grows"
  }
  assert {
    condition     = azurerm_monitor_metric_alert.database_cpu["high"].criteria[0].threshold == 40 && azurerm_monitor_metric_alert.database_cpu["high"].window_size == "PT5M" && azurerm_monitor_metric_alert.database_cpu["high"].criteria[0].operator == "GreaterThan"
    error_message = "CPU above 40 % for 5 minutes"
  }
  assert {
    condition     = azurerm_monitor_metric_alert.database_cpu["critical"].criteria[0].threshold == 90
    error_message = "critical at 90 %"
  }
  assert {
    condition     = azurerm_mysql_flexible_server_configuration.this["require_secure_transport"].value == "ON" && azurerm_mysql_flexible_server_configuration.this["binlog_row_image"].value == "MINIMAL"
    error_message = "the parameters asked for"
  }
}

run "the_bucket_is_private_and_open_to_our_pages_only" {
  command = apply
  assert {
    condition     = !azurerm_storage_account.this[0].allow_nested_items_to_be_public && !azurerm_storage_account.this[0].shared_access_key_enabled && azurerm_storage_account.this[0].https_traffic_only_enabled && azurerm_storage_container.this[0].container_access_type == "private"
    error_message = "private, by TLS, without keys"
  }
  assert {
    condition     = one(azurerm_storage_account.this[0].blob_properties[0].cors_rule[0].allowed_origins) == "https://wandb.example.org"
    error_message = "CORS for our host alone"
  }
  assert {
    condition     = azurerm_storage_account.this[0].blob_properties[0].versioning_enabled && length(azurerm_storage_management_policy.this[0].rule[0].actions[0].base_blob) == 0
    error_message = "versions are kept and objects never expire"
  }
  assert {
    condition     = azurerm_storage_account.backup.location == "westeurope"
    error_message = "backups elsewhere"
  }
}

run "redis_is_version_7_with_tls_and_a_password" {
  command = apply
  assert {
    condition     = azurerm_managed_redis.this.default_database[0].client_protocol == "Encrypted" && azurerm_managed_redis.this.default_database[0].access_keys_authentication_enabled && azurerm_managed_redis.this.public_network_access == "Disabled" && azurerm_managed_redis.this.default_database[0].clustering_policy == "NoCluster"
    error_message = "Redis with TLS and a password, private, one primary"
  }
}

run "pods_have_the_rights_of_their_own_identity" {
  command = apply
  assert {
    condition     = azurerm_federated_identity_credential.app.subject == "system:serviceaccount:selvedge:selvedge" && azurerm_kubernetes_cluster.this.workload_identity_enabled
    error_message = "workload identity"
  }
  assert {
    condition     = endswith(azurerm_role_assignment.app["objects"].scope, "/containers/objects")
    error_message = "rights on the container alone"
  }
}

run "only_named_networks_reach_the_load_balancer" {
  command = apply
  assert {
    condition     = one([for rule in azurerm_network_security_group.gateway[0].security_rule : one(rule.source_address_prefixes) if rule.name == "clients"]) == "203.0.113.0/24" && one([for rule in azurerm_network_security_group.gateway[0].security_rule : rule.access if rule.name == "nobody-else"]) == "Deny"
    error_message = "open to others"
  }
}

run "values_for_helm_hold_no_secret" {
  command = apply
  assert {
    condition     = !strcontains(output.helm_values, var.database_master_password) && yamldecode(output.helm_values).global.host == "https://wandb.example.org" && yamldecode(output.helm_values).global.bucket.name == "wandbobjects"
    error_message = "helm_values holds a password or another host or account"
  }
}

run "backups_can_be_locked" {
  command = apply
  variables { backup_immutable_days = 30 }
  assert {
    condition     = azurerm_storage_container_immutability_policy.backup[0].immutability_period_in_days == 30
    error_message = "not locked"
  }
}

run "short_backups_are_refused" {
  command = plan
  variables { database_backup_retention_period = 3 }
  expect_failures = [var.database_backup_retention_period]
}

run "backups_beside_their_original_are_refused" {
  command = plan
  variables { backup_location = "germanywestcentral" }
  expect_failures = [azurerm_storage_account.backup]
}

run "an_open_api_needs_networks" {
  command = plan
  variables { kubernetes_public_access = true }
  expect_failures = [azurerm_kubernetes_cluster.this]
}

run "an_old_cluster_is_refused" {
  command = plan
  variables { kubernetes_version = "1.28" }
  expect_failures = [var.kubernetes_version]
}
