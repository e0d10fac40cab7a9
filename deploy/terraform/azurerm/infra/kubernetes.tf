locals {
  node_count   = var.kubernetes_node_count > 0 ? var.kubernetes_node_count : module.sizes.node_count
  node_machine = var.kubernetes_instance_type == "" ? module.sizes.node_machine : var.kubernetes_instance_type
}

resource "azurerm_kubernetes_cluster" "this" {
  name                      = var.namespace
  resource_group_name       = azurerm_resource_group.this.name
  location                  = var.location
  dns_prefix                = var.namespace
  kubernetes_version        = var.kubernetes_version
  sku_tier                  = var.cluster_sku_tier != "" ? var.cluster_sku_tier : (local.production ? "Standard" : "Free")
  private_cluster_enabled   = !var.kubernetes_public_access
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  tags                      = local.tags
  # the service spreads them over the zones
  default_node_pool {
    name                        = "nodes"
    vm_size                     = local.node_machine
    node_count                  = local.node_count
    zones                       = local.zones
    os_disk_size_gb             = module.sizes.node_disk_gb
    os_disk_type                = "Managed"
    vnet_subnet_id              = local.subnets.nodes
    temporary_name_for_rotation = "rotation"
    upgrade_settings { max_surge = "1" }
  }
  identity { type = "SystemAssigned" }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_policy      = "cilium"
    network_data_plane  = "cilium"
    pod_cidr            = "172.20.0.0/16"
    service_cidr        = "172.21.0.0/20"
    dns_service_ip      = "172.21.0.10"
  }
  ingress_application_gateway {
    gateway_name = "${var.namespace}-edge"
    subnet_id    = local.subnets.gateway
  }
  dynamic "api_server_access_profile" {
    for_each = var.kubernetes_public_access ? [1] : []
    content { authorized_ip_ranges = var.kubernetes_public_access_cidrs }
  }

  lifecycle {
    precondition {
      condition     = !var.kubernetes_public_access || length(var.kubernetes_public_access_cidrs) > 0
      error_message = "kubernetes_public_access needs kubernetes_public_access_cidrs: the API is not opened to everybody."
    }
    precondition {
      condition     = local.make_network || var.network_subnets != null
      error_message = "network_id needs network_subnets."
    }
  }
}

# The cluster puts its load balancer and nodes into our subnets.
resource "azurerm_role_assignment" "network" {
  for_each             = { cluster = azurerm_kubernetes_cluster.this.identity[0].principal_id, gateway = azurerm_kubernetes_cluster.this.ingress_application_gateway[0].ingress_application_gateway_identity[0].object_id }
  scope                = local.network
  role_definition_name = "Network Contributor"
  principal_id         = each.value
}
