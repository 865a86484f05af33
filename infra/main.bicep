import { openAiAccount, tenantMapping, principalType as principalKind, publicNetworkAccess as networkAccess } from 'modules/types.bicep'

targetScope = 'subscription'

metadata description = 'Atomic on Azure Functions: azd up --cwd infra. docs/deployment.md says what it creates, what that costs, and how to go on.'

@description('Name of the environment. Resources are named after it, and after a hash of it where names are global.')
@minLength(1)
@maxLength(64)
param environmentName string

// Which regions have Flex Consumption changes; az functionapp list-flexconsumption-locations knows.
@description('Azure region of everything but the Azure OpenAI accounts.')
@minLength(1)
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Object id of who sets the app up: may write API keys and secrets. Empty for nobody.')
param principalId string = ''

@description('What that principal is.')
param principalType principalKind = 'User'

@description('Issuer of the tokens that callers may bring, for instance https://login.microsoftonline.com/TENANT/v2.0. Empty: API keys only.')
param oidcAuthority string = ''

@description('Audience of these tokens, for instance api://atomic. Needed where there is an issuer.')
param oidcAudience string = ''

@description('Whose tokens are whose: the value of the tenant claim (Entra ID: the id of the directory) and the name of the tenant in Atomic.')
@maxLength(50)
param oidcTenants tenantMapping[] = []

@description('Azure OpenAI accounts to create, with their model deployments. Each deployment bids.')
@maxLength(20)
param openAiAccounts openAiAccount[] = []

@description('Further app settings, for instance of the market (Atomic__Market__…). Keys stand there as references to the vault, never themselves.')
param appSettings object = {}

@description('Days after which the app forgets a microtask that has ended; the app\'s own setting for it must not be longer.')
@minValue(1)
@maxValue(3650)
param retentionDays int = 30

@description('Days beyond retention before a payload is deleted by the storage account itself.')
@minValue(1)
@maxValue(365)
param payloadMarginDays int = 7

@description('How many copies of the data are kept, and where. Every region has Standard_LRS; where the region has zones, Standard_ZRS outlives one of them.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_LRS'

@description('Puts storage, vault, models, scheduler and telemetry behind private endpoints in a virtual network from which the app calls.')
param privateNetwork bool = false

@description('Whether storage, vault, models, scheduler and the writing of telemetry can be reached from outside the virtual network.')
param publicNetworkAccess networkAccess = privateNetwork ? 'Disabled' : 'Enabled'

@description('Whether the app itself can be reached from outside the virtual network. Disabled gives it a private endpoint.')
param appPublicNetworkAccess networkAccess = 'Enabled'

@description('Whether telemetry can be read from outside the virtual network, by those who have a role for it.')
param telemetryQueryNetworkAccess networkAccess = 'Enabled'

@description('Address range of the virtual network, /24 or larger.')
@minLength(9)
@maxLength(18)
param addressPrefix string = '10.60.0.0/24'

@description('The least version of TLS that callers of the app may use. Everything else takes 1.2, and 1.3 where the client can.')
param minimumTlsVersion '1.2' | '1.3' = '1.3'

@description('Memory of an instance of the app in MB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('The most instances of the app at once: the bound of what it can cost.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 20

@description('Instances that are kept ready for HTTP, and as many for Durable Task. 0 costs nothing at rest and starts cold.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Creates a Durable Task Scheduler. The app uses it once host.json says so: docs/deployment.md.')
param durableTaskScheduler 'None' | 'Consumption' | 'Dedicated' = 'None'

@description('Capacity units of a Dedicated scheduler.')
@minValue(1)
@maxValue(3)
param schedulerCapacity int = 1

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

@description('Gigabytes of telemetry a day after which the rest of the day is dropped; -1 for no limit.')
@minValue(-1)
param telemetryDailyQuotaGb int = 1

@description('Days for which a deleted secret can be brought back. It cannot be changed afterwards.')
@minValue(7)
@maxValue(90)
param vaultSoftDeleteDays int = 90

// The service in azure.yaml.
var serviceName = 'functions'
var taskHubName = 'atomic'
var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var appName = '${abbreviations.webSitesFunctions}${token}'
var isSchedulerWanted = durableTaskScheduler != 'None'

// Closed to the public and without a way in of its own, the app could not reach its own storage.
var backendNetworkAccess = privateNetwork || publicNetworkAccess == 'Enabled'
  ? publicNetworkAccess
  : fail('publicNetworkAccess is Disabled without privateNetwork: the app could reach nothing. Set privateNetwork to true.')
var appNetworkAccess = privateNetwork || appPublicNetworkAccess == 'Enabled'
  ? appPublicNetworkAccess
  : fail('appPublicNetworkAccess is Disabled without privateNetwork: nobody could reach the app. Set privateNetwork to true.')

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  keyVault: 'privatelink.vaultcore.azure.net'
  openAi: 'privatelink.openai.azure.com'
  scheduler: 'privatelink.durabletask.io'
  app: 'privatelink.azurewebsites.net'
}
var monitorZoneNames = [
  'privatelink.monitor.azure.com'
  'privatelink.oms.opinsights.azure.com'
  'privatelink.ods.opinsights.azure.com'
  'privatelink.agentsvc.azure-automation.net'
]

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}${token}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
    networkAccess: backendNetworkAccess
    sku: storageSku
    retentionDays: retentionDays
    payloadMarginDays: payloadMarginDays
    deploymentContainerName: 'app-package-${take(token, 13)}'
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: principalId
    operatorPrincipalType: principalType
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: '${abbreviations.operationalInsightsWorkspaces}${token}'
    applicationInsightsName: '${abbreviations.insightsComponents}${token}'
    privateLinkScopeName: '${abbreviations.insightsPrivateLinkScopes}${token}'
    location: location
    tags: tags
    retentionDays: telemetryRetentionDays
    dailyQuotaGb: telemetryDailyQuotaGb
    ingestionNetworkAccess: backendNetworkAccess
    queryNetworkAccess: telemetryQueryNetworkAccess
    privateNetwork: privateNetwork
    appPrincipalId: identity.outputs.principalId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}${token}'
    location: location
    tags: tags
    networkAccess: backendNetworkAccess
    softDeleteDays: vaultSoftDeleteDays
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: principalId
    operatorPrincipalType: principalType
  }
}

module openAi 'modules/open-ai.bicep' = [
  for account in openAiAccounts: {
    name: 'open-ai-${account.name}'
    scope: group
    params: {
      name: '${abbreviations.cognitiveServicesAccounts}${account.name}-${token}'
      location: account.location
      tags: tags
      networkAccess: backendNetworkAccess
      deployments: account.deployments
      appPrincipalId: identity.outputs.principalId
    }
  }
]

module scheduler 'modules/scheduler.bicep' = if (isSchedulerWanted) {
  name: 'scheduler'
  scope: group
  params: {
    name: '${abbreviations.durableTaskSchedulers}${token}'
    location: location
    tags: tags
    sku: durableTaskScheduler == 'Dedicated' ? 'Dedicated' : 'Consumption'
    capacity: schedulerCapacity
    networkAccess: backendNetworkAccess
    taskHubName: taskHubName
    appPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: '${abbreviations.networkVirtualNetworks}${token}'
    location: location
    tags: tags
    addressPrefix: addressPrefix
    zoneNames: concat(map(items(zoneNames), zone => zone.value), monitorZoneNames)
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  name: 'private-endpoints'
  scope: group
  params: {
    namePrefix: '${abbreviations.networkPrivateEndpoints}${token}-'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointsSubnetId
    storageAccountId: storage.outputs.id
    keyVaultId: keyVault.outputs.id
    privateLinkScopeId: monitoring.outputs.privateLinkScopeId
    openAiAccountIds: [for (account, index) in openAiAccounts: openAi[index].outputs.id]
    schedulerId: isSchedulerWanted ? scheduler!.outputs.id : ''
    zoneNames: zoneNames
    monitorZoneNames: monitorZoneNames
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    planName: '${abbreviations.webServerFarms}${token}'
    name: appName
    location: location
    tags: tags
    serviceName: serviceName
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    openAiAccounts: openAiAccounts
    openAiEndpoints: [for (account, index) in openAiAccounts: openAi[index].outputs.endpoint]
    appSettings: union(
      empty(oidcAuthority)
        ? {}
        : {
            Atomic__Access__Oidc__Authority: oidcAuthority
            Atomic__Access__Oidc__Audience: oidcAudience
          },
      toObject(
        range(0, length(oidcTenants)),
        index => 'Atomic__Access__Oidc__TenantMap__${index}__Claim',
        index => oidcTenants[index].claim
      ),
      toObject(
        range(0, length(oidcTenants)),
        index => 'Atomic__Access__Oidc__TenantMap__${index}__Tenant',
        index => oidcTenants[index].tenant
      ),
      isSchedulerWanted
        ? {
            DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
            TASKHUB_NAME: taskHubName
          }
        : {},
      appSettings
    )
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    networkAccess: appNetworkAccess
    minimumTlsVersion: minimumTlsVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
  }
  dependsOn: [privateEndpoints] // without them the app starts, finds no storage, and stays down until it is restarted
}

module appEndpoint 'modules/private-endpoint.bicep' = if (appNetworkAccess == 'Disabled') {
  name: 'endpoint-app'
  scope: group
  params: {
    name: '${abbreviations.networkPrivateEndpoints}${token}-app'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointsSubnetId
    resourceId: functionApp.outputs.id
    groupId: 'sites'
    zoneNames: [zoneNames.app]
  }
}

@description('Azure region.')
output AZURE_LOCATION string = location

@description('Entra ID tenant.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Resource group with everything.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the Functions app.')
output AZURE_FUNCTION_NAME string = functionApp.outputs.name

@description('Base URL of the API.')
output SERVICE_FUNCTIONS_ENDPOINT_URL string = functionApp.outputs.url

@description('Storage account, for atomic key create.')
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name

@description('Key vault, for keys of model providers.')
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name

@description('Address of the key vault, for references to its secrets.')
output AZURE_KEY_VAULT_ENDPOINT string = keyVault.outputs.uri

@description('Client id of the app\'s identity, for roles at resources that are not of this deployment.')
output AZURE_CLIENT_ID string = identity.outputs.clientId

@description('Application Insights component.')
output AZURE_APPLICATION_INSIGHTS_NAME string = monitoring.outputs.applicationInsightsName

@description('Base URLs of the Azure OpenAI accounts.')
output AZURE_OPENAI_ENDPOINTS string[] = [for (account, index) in openAiAccounts: openAi[index].outputs.endpoint]

@description('Address of the Durable Task Scheduler; empty where there is none.')
output DURABLE_TASK_SCHEDULER_ENDPOINT string = isSchedulerWanted ? scheduler!.outputs.endpoint : ''
