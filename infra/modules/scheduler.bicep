import { publicNetworkAccess } from 'types.bicep'

metadata description = 'A Durable Task Scheduler with one task hub: the managed backend in place of storage queues and tables.'

@description('Name of the scheduler.')
@minLength(3)
@maxLength(64)
param name string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Consumption is paid by action; Dedicated by capacity unit.')
param sku 'Consumption' | 'Dedicated'

@description('Capacity units of the Dedicated sku.')
@minValue(1)
param capacity int

@description('Whether the scheduler can be reached from outside the virtual network.')
param networkAccess publicNetworkAccess

@description('Name of the task hub.')
@minLength(3)
@maxLength(64)
param taskHubName string

@description('Principal id of the app\'s identity.')
param appPrincipalId string

// The app starts, runs and queries orchestrations, and deletes them by retention: the worker role lacks the client's half of that.
var durableTaskDataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Identities are what is checked; an empty list would let nobody in, also not through the public endpoint where that is on.
    ipAllowlist: networkAccess == 'Enabled' ? ['0.0.0.0/0'] : []
    publicNetworkAccess: networkAccess
    sku: sku == 'Dedicated' ? { name: sku, capacity: capacity } : { name: sku }
  }

  resource taskHub 'taskHubs' = {
    name: taskHubName
    properties: {}
  }
}

resource appMayRun 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::taskHub.id, appPrincipalId, durableTaskDataContributor)
  scope: scheduler::taskHub
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', durableTaskDataContributor)
  }
}

@description('Resource id.')
output id string = scheduler.id

@description('Address of the scheduler.')
output endpoint string = scheduler.properties.endpoint

@description('Name of the task hub.')
output taskHubName string = scheduler::taskHub.name
