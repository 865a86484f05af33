import { principalType, publicNetworkAccess } from 'types.bicep'

metadata description = 'The vault for keys of model providers that take no identity. App settings refer to its secrets and never have them.'

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Whether the vault can be reached from outside the virtual network.')
param networkAccess publicNetworkAccess

@description('Days for which a deleted secret or vault can be brought back, and cannot be purged.')
@minValue(7)
@maxValue(90)
param softDeleteDays int

@description('Principal id of the app\'s identity.')
param appPrincipalId string

@description('Object id of the person or pipeline that sets the app up; empty for nobody.')
param operatorPrincipalId string

@description('What that principal is.')
param operatorPrincipalType principalType

// App settings of the form @Microsoft.KeyVault(…) are resolved with the app's identity: it reads the values of secrets, and nothing else.
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

// Somebody has to put the secrets there.
var keyVaultSecretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    enablePurgeProtection: true
    enableRbacAuthorization: true
    enableSoftDelete: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    networkAcls: {
      bypass: 'None'
      defaultAction: networkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
    publicNetworkAccess: networkAccess
    sku: {
      family: 'A'
      name: 'standard'
    }
    softDeleteRetentionInDays: softDeleteDays
    tenantId: tenant().tenantId
  }
}

resource appMayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource operatorMaySetSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  name: guid(vault.id, operatorPrincipalId, keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsOfficer)
  }
}

@description('Resource id.')
output id string = vault.id

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault.')
output uri string = vault.properties.vaultUri
