metadata description = 'The private endpoints of everything that the app calls.'

@description('What their names begin with.')
@minLength(1)
param namePrefix string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Resource id of the subnet.')
param subnetId string

@description('Resource id of the storage account.')
param storageAccountId string

@description('Resource id of the key vault.')
param keyVaultId string

@description('Resource id of the private link scope of Azure Monitor.')
param privateLinkScopeId string

@description('Resource ids of the Azure OpenAI accounts.')
param openAiAccountIds string[]

@description('Resource id of the Durable Task Scheduler; empty where there is none.')
param schedulerId string

@description('Names of the private DNS zones by service.')
param zoneNames {
  blob: string
  queue: string
  table: string
  keyVault: string
  openAi: string
  scheduler: string
  *: string
}

@description('Names of the private DNS zones of Azure Monitor.')
param monitorZoneNames string[]

module storage 'private-endpoint.bicep' = [
  for service in ['blob', 'queue', 'table']: {
    name: 'endpoint-${service}'
    params: {
      name: '${namePrefix}${service}'
      location: location
      tags: tags
      subnetId: subnetId
      resourceId: storageAccountId
      groupId: service
      zoneNames: [zoneNames[service]]
    }
  }
]

module keyVault 'private-endpoint.bicep' = {
  name: 'endpoint-vault'
  params: {
    name: '${namePrefix}vault'
    location: location
    tags: tags
    subnetId: subnetId
    resourceId: keyVaultId
    groupId: 'vault'
    zoneNames: [zoneNames.keyVault]
  }
}

module monitor 'private-endpoint.bicep' = {
  name: 'endpoint-monitor'
  params: {
    name: '${namePrefix}monitor'
    location: location
    tags: tags
    subnetId: subnetId
    resourceId: privateLinkScopeId
    groupId: 'azuremonitor'
    // Part of Azure Monitor answers under blob storage's zone.
    zoneNames: concat(monitorZoneNames, [zoneNames.blob])
  }
}

module openAi 'private-endpoint.bicep' = [
  for (accountId, index) in openAiAccountIds: {
    name: 'endpoint-openai-${index}'
    params: {
      name: '${namePrefix}openai-${index}'
      location: location
      tags: tags
      subnetId: subnetId
      resourceId: accountId
      groupId: 'account'
      zoneNames: [zoneNames.openAi]
    }
  }
]

module scheduler 'private-endpoint.bicep' = if (!empty(schedulerId)) {
  name: 'endpoint-scheduler'
  params: {
    name: '${namePrefix}scheduler'
    location: location
    tags: tags
    subnetId: subnetId
    resourceId: schedulerId
    groupId: 'scheduler'
    zoneNames: [zoneNames.scheduler]
  }
}
