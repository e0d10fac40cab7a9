locals {
  # the service's own spelling of the reference architecture's names
  database_machine = var.database_sku_name == "" ? module.sizes.database_machine : var.database_sku_name
}

resource "azurerm_mysql_flexible_server" "this" {
  name                         = var.namespace
  resource_group_name          = azurerm_resource_group.this.name
  location                     = var.location
  version                      = var.database_version
  sku_name                     = local.database_machine
  administrator_login          = var.database_master_username
  administrator_password       = var.database_master_password
  delegated_subnet_id          = local.subnets.database
  private_dns_zone_id          = azurerm_private_dns_zone.this["mysql"].id
  backup_retention_days        = var.database_backup_retention_period
  geo_redundant_backup_enabled = local.production
  zone                         = local.zones[0]
  tags                         = local.tags
  storage {
    size_gb = module.sizes.database_disk_gb
    # grows, never shrinks
    auto_grow_enabled = true
  }
  # the hot standby, on another machine in another zone
  dynamic "high_availability" {
    for_each = local.production ? [1] : []
    content {
      mode                      = "ZoneRedundant"
      standby_availability_zone = local.zones[1]
    }
  }
  depends_on = [azurerm_private_dns_zone_virtual_network_link.this]

  lifecycle {
    precondition {
      condition     = local.make_network || var.network_subnets != null
      error_message = "network_id needs network_subnets."
    }
    precondition {
      condition     = local.make_cluster || !local.make_network
      error_message = "kubernetes_cluster_name needs network_id and network_subnets: the database and Redis are put beside the cluster."
    }
  }
}

resource "azurerm_mysql_flexible_database" "this" {
  name                = var.database_name
  resource_group_name = azurerm_resource_group.this.name
  server_name         = azurerm_mysql_flexible_server.this.name
  charset             = "utf8mb4"
  collation           = "utf8mb4_general_ci"
}

resource "azurerm_mysql_flexible_server_configuration" "this" {
  for_each = {
    binlog_row_image                 = "MINIMAL"
    innodb_online_alter_log_max_size = "268435456"
    max_prepared_stmt_count          = "1048576"
    sort_buffer_size                 = "67108864"
    require_secure_transport         = "ON"
    slow_query_log                   = "ON"
    long_query_time                  = "1"
    max_allowed_packet               = "67108864"
    character_set_server             = "utf8mb4"
  }
  name                = each.key
  resource_group_name = azurerm_resource_group.this.name
  server_name         = azurerm_mysql_flexible_server.this.name
  value               = each.value
}

resource "azurerm_management_lock" "database" {
  count      = var.deletion_protection ? 1 : 0
  name       = "database"
  scope      = azurerm_mysql_flexible_server.this.id
  lock_level = "CanNotDelete"
  notes      = "deletion_protection"
}

resource "azurerm_monitor_metric_alert" "database_cpu" {
  for_each = {
    high     = { percent = var.database_cpu_alarm_percent, text = "the database needs a larger machine", severity = 2 }
    critical = { percent = 90, text = "the database is out of CPU", severity = 0 }
  }
  name                = "${var.namespace}-mysql-cpu-${each.key}"
  resource_group_name = azurerm_resource_group.this.name
  scopes              = [azurerm_mysql_flexible_server.this.id]
  description         = "CPU above ${each.value.percent} % for five minutes: ${each.value.text}"
  severity            = each.value.severity
  frequency           = "PT1M"
  window_size         = "PT5M"
  tags                = local.tags
  criteria {
    metric_namespace = "Microsoft.DBforMySQL/flexibleServers"
    metric_name      = "cpu_percent"
    aggregation      = "Average"
    operator         = "GreaterThan"
    threshold        = each.value.percent
  }
  dynamic "action" {
    for_each = var.alarm_action_groups
    content { action_group_id = action.value }
  }
}
