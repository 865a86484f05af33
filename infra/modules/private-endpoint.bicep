metadata description = 'A private endpoint of one resource, found by its usual name from within the virtual network.'

@description('Name of the endpoint.')
@minLength(2)
@maxLength(64)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Resource id of the subnet.')
param subnetId string

@description('Resource id of what it leads to.')
param resourceId string

@description('Which of that resource\'s services.')
@minLength(1)
param groupId string

@description('Names of the private DNS zones that get its address; they are in this resource group.')
param zoneNames string[]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' existing = [
  for zoneName in zoneNames: {
    name: zoneName
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          groupIds: [groupId]
          privateLinkServiceId: resourceId
        }
      }
    ]
    subnet: {
      id: subnetId
    }
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        for (zoneName, index) in zoneNames: {
          name: replace(zoneName, '.', '-')
          properties: {
            privateDnsZoneId: zones[index].id
          }
        }
      ]
    }
  }
}
