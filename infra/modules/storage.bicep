import { principalType, publicNetworkAccess } from 'types.bicep'

metadata description = 'The storage account: the Functions host, Durable Task, and what Atomic keeps (track records, budgets, API keys, payloads, queues).'

@description('Name of the account: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Whether the account can be reached from outside the virtual network.')
param networkAccess publicNetworkAccess

@description('How many copies are kept, and where.')
param sku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'

@description('Days after which the app forgets a microtask that has ended.')
@minValue(1)
param retentionDays int

@description('Days beyond that before a payload is deleted here. The app deletes by retention; this catches what a crash or a lost settlement left behind.')
@minValue(1)
param payloadMarginDays int

@description('Name of the container from which the app\'s package is run.')
@minLength(3)
@maxLength(63)
param deploymentContainerName string

@description('Principal id of the app\'s identity.')
param appPrincipalId string

@description('Object id of the person or pipeline that sets the app up; empty for nobody.')
param operatorPrincipalId string

@description('What that principal is.')
param operatorPrincipalType principalType

var payloadContainerName = 'atomic-payloads'
var containerNames = [payloadContainerName, 'atomic-snapshots', deploymentContainerName]
var queueNames = ['microtasks', 'microtask-results']

// The Functions host creates containers for its leases, locks and secrets and takes leases in them: it documents Owner, and starts with no less.
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

// Durable Task creates and reads its work queues, the queue trigger takes messages and makes the poison queue: reading and sending alone are not enough.
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'

// Durable history, track records, budgets and API keys are tables, which are created at the first start.
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    allowedCopyScope: 'AAD'
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2' // the most that storage accounts enforce; TLS 1.3 is negotiated where the client can
    publicNetworkAccess: networkAccess
    networkAcls: {
      bypass: 'None'
      defaultAction: networkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // Payloads may be personal data: what retention has deleted is gone, and is not kept for an undelete.
      deleteRetentionPolicy: {
        enabled: false
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource containers 'containers' = [
      for containerName in containerNames: {
        name: containerName
        properties: {
          publicAccess: 'None'
        }
      }
    ]
  }

  resource queues 'queueServices' = {
    name: 'default'

    resource names 'queues' = [
      for queueName in queueNames: {
        name: queueName
      }
    ]
  }

  resource tables 'tableServices' = {
    name: 'default'
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'delete-payloads-after-retention'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['${payloadContainerName}/']
              }
              actions: {
                baseBlob: {
                  delete: {
                    // A payload that is used again is touched, so what is still needed was modified within retention.
                    daysAfterModificationGreaterThan: retentionDays + payloadMarginDays
                  }
                }
              }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource appMayUseBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageBlobDataOwner)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
  }
}

resource appMayUseQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageQueueDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageQueueDataContributor)
  }
}

resource appMayUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageTableDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}

// `atomic key create` writes the first API key into a table from the operator's machine; nobody else can, because there is no key yet.
resource operatorMayWriteKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  name: guid(account.id, operatorPrincipalId, storageTableDataContributor)
  scope: account
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}

@description('Resource id.')
output id string = account.id

@description('Name of the account.')
output name string = account.name

@description('URL of the container from which the app\'s package is run.')
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deploymentContainerName}'
