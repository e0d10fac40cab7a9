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
  mock_data "azurerm_kubernetes_cluster" {
    defaults = {
      kubernetes_version  = "1.31.2"
      oidc_issuer_enabled = true
      oidc_issuer_url     = "https://oidc.example/theirs/"
      node_resource_group = "MC_theirs"
      agent_pool_profile  = [{ name = "pool", vnet_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/nodes" }]
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
    condition     = azurerm_kubernetes_cluster.this[0].default_node_pool[0].node_count == 2 && length(azurerm_kubernetes_cluster.this[0].default_node_pool[0].zones) == 2
    error_message = "nodes in two zones"
  }
  assert {
    condition     = azurerm_kubernetes_cluster.this[0].default_node_pool[0].vm_size == "Standard_E8_v5" && azurerm_kubernetes_cluster.this[0].default_node_pool[0].os_disk_size_gb == 100
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
    condition     = azurerm_kubernetes_cluster.this[0].default_node_pool[0].vm_size == "Standard_E16_v5"
    error_message = "the machine for both"
  }
}

run "dev_is_small" {
  command = apply
  variables { size = "dev" }
  assert {
    condition     = azurerm_kubernetes_cluster.this[0].default_node_pool[0].node_count == 1 && azurerm_kubernetes_cluster.this[0].default_node_pool[0].vm_size == "Standard_E2_v5"
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
    condition     = azurerm_federated_identity_credential.app.subject == "system:serviceaccount:selvedge:selvedge" && azurerm_kubernetes_cluster.this[0].workload_identity_enabled
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

run "backups_are_made_each_night_in_the_other_region" {
  command = apply
  assert {
    condition     = yamldecode(output.helm_values).backup.enabled && yamldecode(output.helm_values).backup.target == "az://wandbbackup/backups/selvedge"
    error_message = "the chart is told nothing of the account of the backups"
  }
  assert {
    condition     = azurerm_role_assignment.app["backups"].scope == azurerm_storage_container.backup.id
    error_message = "the application's identity may not write them"
  }
}

run "an_existing_cluster_is_used_as_it_is" {
  command = apply
  variables {
    kubernetes_cluster_name           = "theirs"
    kubernetes_cluster_resource_group = "clusters"
    network_id                        = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
    network_subnets = {
      database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
      private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
    }
    ingress_class = "nginx"
  }
  assert {
    condition     = length(azurerm_kubernetes_cluster.this) == 0 && length(azurerm_virtual_network.this) == 0 && length(azurerm_role_assignment.network) == 0
    error_message = "no cluster, network or rights beside theirs"
  }
  assert {
    condition     = endswith(azurerm_mysql_flexible_server.this.delegated_subnet_id, "/virtualNetworks/shared/subnets/mysql") && endswith(azurerm_private_endpoint.this["redis"].subnet_id, "/virtualNetworks/shared/subnets/private") && azurerm_private_dns_zone_virtual_network_link.this["mysql"].virtual_network_id == var.network_id
    error_message = "the database and Redis are reached from it"
  }
  assert {
    condition     = azurerm_federated_identity_credential.app.issuer == "https://oidc.example/theirs/" && output.node_resource_group == "MC_theirs"
    error_message = "its service account gets the container's rights"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.class == "nginx" && yamldecode(output.helm_values).ingress.preset == "nginx"
    error_message = "the ingress that it has"
  }
}

run "an_existing_cluster_needs_its_network" {
  command = plan
  variables {
    kubernetes_cluster_name           = "theirs"
    kubernetes_cluster_resource_group = "clusters"
  }
  expect_failures = [azurerm_mysql_flexible_server.this]
}

run "an_existing_cluster_of_another_network_is_refused" {
  command = plan
  variables {
    kubernetes_cluster_name           = "theirs"
    kubernetes_cluster_resource_group = "clusters"
    network_id                        = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/share"
    network_subnets = {
      database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
      private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
    }
  }
  expect_failures = [data.azurerm_kubernetes_cluster.given]
}

run "an_existing_cluster_that_is_old_is_refused" {
  command = plan
  variables {
    kubernetes_cluster_name           = "theirs"
    kubernetes_cluster_resource_group = "clusters"
    network_id                        = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
    network_subnets = {
      database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
      private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
    }
  }
  override_data {
    target = data.azurerm_kubernetes_cluster.given[0]
    values = {
      kubernetes_version  = "1.28.9"
      oidc_issuer_enabled = true
      agent_pool_profile  = [{ name = "pool", vnet_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/nodes" }]
    }
  }
  expect_failures = [data.azurerm_kubernetes_cluster.given]
}

run "an_existing_cluster_without_an_issuer_is_refused" {
  command = plan
  variables {
    kubernetes_cluster_name           = "theirs"
    kubernetes_cluster_resource_group = "clusters"
    network_id                        = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
    network_subnets = {
      database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
      private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
    }
  }
  override_data {
    target = data.azurerm_kubernetes_cluster.given[0]
    values = {
      kubernetes_version  = "1.31.2"
      oidc_issuer_enabled = false
      agent_pool_profile  = [{ name = "pool", vnet_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/nodes" }]
    }
  }
  expect_failures = [data.azurerm_kubernetes_cluster.given]
}

run "a_new_cluster_needs_subnets_of_its_nodes" {
  command = plan
  variables {
    network_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
    network_subnets = {
      database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
      private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
    }
  }
  expect_failures = [azurerm_kubernetes_cluster.this]
}

run "public_has_a_gateway" {
  command = apply
  assert {
    condition     = azurerm_kubernetes_cluster.this[0].ingress_application_gateway[0].gateway_name == "wandb-edge" && length(azurerm_kubernetes_cluster.this[0].web_app_routing) == 0 && toset(keys(azurerm_role_assignment.network)) == toset(["cluster", "gateway"])
    error_message = "the Application Gateway"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.class == "azure-application-gateway" && yamldecode(output.helm_values).ingress.preset == "appgw" && length(yamldecode(output.helm_values).global.env) == 0 && azurerm_storage_account.this[0].public_network_access_enabled
    error_message = "what the chart is told of it, objects straight from the account"
  }
}

run "private_has_no_way_in" {
  command = apply
  variables { public_access = false }
  assert {
    condition     = length(azurerm_kubernetes_cluster.this[0].ingress_application_gateway) == 0 && azurerm_kubernetes_cluster.this[0].web_app_routing[0].default_nginx_controller == "Internal" && azurerm_kubernetes_cluster.this[0].private_cluster_enabled
    error_message = "an inner load balancer, a private API"
  }
  assert {
    condition     = !azurerm_storage_account.this[0].public_network_access_enabled && !azurerm_storage_account.backup.public_network_access_enabled && toset(keys(azurerm_private_endpoint.this)) == toset(["redis", "objects", "backup"]) && alltrue([for name, each in azurerm_private_endpoint.this : one(each.private_dns_zone_group[0].private_dns_zone_ids) == azurerm_private_dns_zone.this[name == "redis" ? "redis" : "blob"].id])
    error_message = "storage is reached from the network alone"
  }
  assert {
    condition     = one([for rule in azurerm_network_security_group.nodes[0].security_rule : one(rule.source_address_prefixes) if rule.name == "clients"]) == "203.0.113.0/24" && one([for rule in azurerm_network_security_group.nodes[0].security_rule : rule.access if rule.name == "nobody-else"]) == "Deny" && length(azurerm_network_security_group.gateway) == 0
    error_message = "only named networks reach it"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.class == "webapprouting.kubernetes.azure.com" && yamldecode(output.helm_values).ingress.preset == "nginx" && yamldecode(output.helm_values).ingress.tls[0].secretName == "selvedge-tls" && yamldecode(output.helm_values).global.env.SELVEDGE_OBJECTS_PROXY == "true"
    error_message = "an inner ingress; objects go through the server"
  }
}

run "private_keeps_the_api_private" {
  command = plan
  variables {
    public_access                  = false
    kubernetes_public_access       = true
    kubernetes_public_access_cidrs = ["203.0.113.0/24"]
  }
  expect_failures = [azurerm_kubernetes_cluster.this]
}

run "an_existing_account_is_left_as_it_is" {
  command = apply
  variables {
    public_access      = false
    storage_account_id = "/subscriptions/0/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/ourobjects"
    bucket_prefix      = "wandb"
  }
  assert {
    condition     = length(azurerm_storage_account.this) == 0 && length(azurerm_storage_container.this) == 0 && toset(keys(azurerm_private_endpoint.this)) == toset(["redis", "backup"])
    error_message = "nothing of theirs is made anew"
  }
  assert {
    condition     = endswith(azurerm_role_assignment.app["objects"].scope, "/storageAccounts/ourobjects/blobServices/default/containers/objects") && yamldecode(output.helm_values).global.bucket.name == "ourobjects" && yamldecode(output.helm_values).global.bucket.path == "objects/wandb"
    error_message = "the application may use it, and the chart is told"
  }
}
