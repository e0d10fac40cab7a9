locals {
  make_network = var.network_id == ""
  network      = local.make_network ? azurerm_virtual_network.this[0].id : var.network_id
  subnets = local.make_network ? {
    nodes    = azurerm_subnet.this["nodes"].id
    gateway  = azurerm_subnet.this["gateway"].id
    private  = azurerm_subnet.this["private"].id
    database = azurerm_subnet.database[0].id
  } : coalesce(var.network_subnets, { nodes = "", gateway = "", private = "", database = "" })
  # names of the services' private addresses
  zones_of_services = merge({
    mysql = "${var.namespace}.private.mysql.database.azure.com"
    redis = "privatelink.redis.azure.net"
  }, var.public_access ? {} : { blob = "privatelink.blob.core.windows.net" })
}

resource "azurerm_virtual_network" "this" {
  count               = local.make_network ? 1 : 0
  name                = var.namespace
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  address_space       = [var.network_cidr]
  tags                = local.tags
}

resource "azurerm_subnet" "this" {
  for_each             = local.make_network ? { nodes = 1, gateway = 2, private = 3 } : {}
  name                 = each.key
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this[0].name
  address_prefixes     = [cidrsubnet(var.network_cidr, 4, each.value)]
  # objects do not travel through the internet
  service_endpoints = each.key == "nodes" ? ["Microsoft.Storage"] : null
}

resource "azurerm_subnet" "database" {
  count                = local.make_network ? 1 : 0
  name                 = "database"
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this[0].name
  address_prefixes     = [cidrsubnet(var.network_cidr, 8, 1)]
  delegation {
    name = "mysql"
    service_delegation {
      name    = "Microsoft.DBforMySQL/flexibleServers"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

# Who may reach the load balancer.
resource "azurerm_network_security_group" "gateway" {
  count               = local.make_network && var.public_access ? 1 : 0
  name                = "${var.namespace}-gateway"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = local.tags
  security_rule {
    name                       = "clients"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefixes    = var.allowed_inbound_cidr
    destination_address_prefix = "*"
  }
  # the service's own needs
  security_rule {
    name                       = "gateway-manager"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "65200-65535"
    source_address_prefix      = "GatewayManager"
    destination_address_prefix = "*"
  }
  security_rule {
    name                       = "probes"
    priority                   = 120
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "AzureLoadBalancer"
    destination_address_prefix = "*"
  }
  security_rule {
    name                       = "nobody-else"
    priority                   = 4000
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "Internet"
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "gateway" {
  count                     = local.make_network && var.public_access ? 1 : 0
  subnet_id                 = local.subnets.gateway
  network_security_group_id = azurerm_network_security_group.gateway[0].id
}

# The same of the inner one, which has its address among the nodes.
resource "azurerm_network_security_group" "nodes" {
  count               = local.make_network && !var.public_access ? 1 : 0
  name                = "${var.namespace}-nodes"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = local.tags
  security_rule {
    name                       = "clients"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefixes    = var.allowed_inbound_cidr
    destination_address_prefix = "*"
  }
  security_rule {
    name                       = "network"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = var.network_cidr
    destination_address_prefix = "*"
  }
  security_rule {
    name                       = "probes"
    priority                   = 120
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "AzureLoadBalancer"
    destination_address_prefix = "*"
  }
  # networks that are connected with ours too
  security_rule {
    name                       = "nobody-else"
    priority                   = 4000
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "nodes" {
  count                     = local.make_network && !var.public_access ? 1 : 0
  subnet_id                 = local.subnets.nodes
  network_security_group_id = azurerm_network_security_group.nodes[0].id
}

# Names of the services' private addresses.
resource "azurerm_private_dns_zone" "this" {
  for_each            = local.zones_of_services
  name                = each.value
  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "this" {
  for_each              = azurerm_private_dns_zone.this
  name                  = each.key
  resource_group_name   = azurerm_resource_group.this.name
  private_dns_zone_name = each.value.name
  virtual_network_id    = local.network
}

# The services' private addresses.
locals {
  endpoints = merge(
    { redis = { id = azurerm_managed_redis.this.id, kind = "redisEnterprise", zone = "redis" } },
    { for name, id in local.inner_accounts : name => { id = id, kind = "blob", zone = "blob" } },
  )
}

resource "azurerm_private_endpoint" "this" {
  for_each            = local.endpoints
  name                = "${var.namespace}-${each.key}"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  subnet_id           = local.subnets.private
  tags                = local.tags
  private_service_connection {
    name                           = each.key
    private_connection_resource_id = each.value.id
    subresource_names              = [each.value.kind]
    is_manual_connection           = false
  }
  private_dns_zone_group {
    name                 = each.value.zone
    private_dns_zone_ids = [azurerm_private_dns_zone.this[each.value.zone].id]
  }
}
