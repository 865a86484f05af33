import { openAiDeployment, publicNetworkAccess } from 'types.bicep'

metadata description = 'An Azure OpenAI account with its model deployments. It takes identities only.'

@description('Name of the account, which is also its subdomain: tokens of Entra ID need one.')
@minLength(2)
@maxLength(64)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Whether the account can be reached from outside the virtual network.')
param networkAccess publicNetworkAccess

@description('The model deployments.')
param deployments openAiDeployment[]

@description('Principal id of the app\'s identity.')
param appPrincipalId string

// Asks models; deploys none and reads no key.
var cognitiveServicesOpenAiUser = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: {
    name: 'S0'
  }
  properties: {
    customSubDomainName: name
    disableLocalAuth: true
    networkAcls: {
      defaultAction: networkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
    publicNetworkAccess: networkAccess
  }
}

// An account changes one deployment at a time and refuses the second.
@batchSize(1)
resource models 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = [
  for deployment in deployments: {
    parent: account
    name: deployment.name
    sku: {
      name: deployment.sku
      capacity: deployment.capacity
    }
    properties: {
      model: {
        format: 'OpenAI'
        name: deployment.model
        version: deployment.version
      }
      // A bidder's track record belongs to the version that earned it.
      versionUpgradeOption: 'NoAutoUpgrade'
    }
  }
]

resource appMayAsk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, cognitiveServicesOpenAiUser)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cognitiveServicesOpenAiUser)
  }
}

@description('Resource id.')
output id string = account.id

@description('Base URL of the account.')
output endpoint string = account.properties.endpoint
