import { openAiAccount, publicNetworkAccess } from 'types.bicep'
import { marketSettings } from 'market.bicep'

metadata description = 'The Functions app on a Flex Consumption plan. Whatever it calls, it calls as its identity.'

@description('Name of the plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('Name of the app, which is also the first part of its address.')
@minLength(2)
@maxLength(60)
param name string

@description('Azure region.')
param location string

@description('Tags of the plan; the app has that of its azd service as well.')
param tags object

@description('Name of the service in azure.yaml.')
@minLength(1)
param serviceName string

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Name of the storage account.')
param storageAccountName string

@description('URL of the container from which the app\'s package is run.')
param deploymentContainerUrl string

@description('Where telemetry goes; no key.')
param applicationInsightsConnectionString string

@description('The Azure OpenAI accounts whose deployments bid.')
param openAiAccounts openAiAccount[]

@description('The base URL of each of these accounts.')
param openAiEndpoints string[]

@description('Further app settings, none of them a secret: keys are references to the vault.')
param appSettings object

@description('Resource id of the subnet from which the app calls; empty for no virtual network.')
param subnetId string

@description('Whether the app can be reached from outside the virtual network.')
param networkAccess publicNetworkAccess

@description('The least version of TLS that callers may use.')
param minimumTlsVersion '1.2' | '1.3'

@description('Memory of an instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The most instances at once.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that are kept ready for HTTP, and as many for Durable Task; 0 for none.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true // Linux
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              { name: 'http', instanceCount: alwaysReadyInstances }
              { name: 'durable', instanceCount: alwaysReadyInstances }
            ]
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
    clientCertEnabled: false
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: networkAccess
    serverFarmId: plan.id
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: minimumTlsVersion
      remoteDebuggingEnabled: false
      scmMinTlsVersion: '1.2' // azd and pipelines deploy through it, some of them with older libraries
    }
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        // The Functions host and Durable Task.
        AzureWebJobsStorage__accountName: storageAccountName
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identityClientId
        // What Atomic keeps, and the queues that it listens to.
        Atomic__Storage__AccountName: storageAccountName
        Atomic__Storage__ClientId: identityClientId
        // The identity of DefaultAzureCredential, by which models are asked.
        AZURE_CLIENT_ID: identityClientId
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
        APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      },
      marketSettings(openAiAccounts, openAiEndpoints),
      appSettings
    )
  }

  // Publishing with user name and password, which are keys of their own.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('Resource id.')
output id string = app.id

@description('Name of the app.')
output name string = app.name

@description('Base URL of the app.')
output url string = 'https://${app.properties.defaultHostName}'
