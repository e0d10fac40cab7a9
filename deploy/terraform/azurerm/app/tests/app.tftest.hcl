mock_provider "azurerm" {
  override_data {
    target = data.azurerm_public_ip.edge
    values = { ip_address = "203.0.113.7" }
  }
}

variables {
  namespace           = "wandb"
  node_resource_group = "nodes"
  dns_zone_name       = "example.org"
  dns_resource_group  = "names"
}

run "the_name_leads_to_the_load_balancer" {
  variables { subdomain = "wandb" }
  assert {
    condition     = azurerm_dns_a_record.host[0].name == "wandb" && azurerm_dns_a_record.host[0].zone_name == "example.org" && azurerm_dns_a_record.host[0].resource_group_name == "names"
    error_message = "an A record of the host"
  }
  assert {
    condition     = one(azurerm_dns_a_record.host[0].records) == "203.0.113.7"
    error_message = "the address of the gateway that the cluster made"
  }
  assert {
    condition     = output.url == "https://wandb.example.org"
    error_message = "the address of clients"
  }
}

run "a_domain_alone_is_a_name_too" {
  assert {
    condition     = azurerm_dns_a_record.host[0].name == "@" && output.url == "https://example.org"
    error_message = "without a subdomain"
  }
}

run "an_inner_load_balancer_is_named_in_a_private_zone" {
  variables {
    address             = "10.10.16.9"
    private_zone        = true
    node_resource_group = ""
    subdomain           = "wandb"
  }
  assert {
    condition     = one(azurerm_private_dns_a_record.host[0].records) == "10.10.16.9" && azurerm_private_dns_a_record.host[0].name == "wandb" && length(azurerm_dns_a_record.host) == 0 && length(data.azurerm_public_ip.edge) == 0
    error_message = "the inner address, and nothing public"
  }
}
