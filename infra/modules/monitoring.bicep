import { publicNetworkAccess } from 'types.bicep'

metadata description = 'Application Insights on a Log Analytics workspace. Only identities may write: the connection string says where, and opens nothing.'

@description('Name of the workspace.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('Name of the Application Insights component.')
@minLength(1)
@maxLength(260)
param applicationInsightsName string

@description('Name of the private link scope.')
@minLength(1)
@maxLength(255)
param privateLinkScopeName string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes a day after which ingestion stops until the next day; -1 for no limit.')
@minValue(-1)
param dailyQuotaGb int

@description('Whether telemetry can be written from outside the virtual network.')
param ingestionNetworkAccess publicNetworkAccess

@description('Whether telemetry can be read from outside the virtual network, by those who have a role for it; the portal does.')
param queryNetworkAccess publicNetworkAccess

@description('Whether there is a virtual network, and telemetry is written through its private link scope.')
param privateNetwork bool

@description('Principal id of the app\'s identity.')
param appPrincipalId string

// Writes telemetry, reads none.
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    features: {
      disableLocalAuth: true
    }
    publicNetworkAccessForIngestion: ingestionNetworkAccess
    publicNetworkAccessForQuery: queryNetworkAccess
    retentionInDays: retentionDays
    sku: {
      name: 'PerGB2018'
    }
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableIpMasking: false
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    publicNetworkAccessForIngestion: ingestionNetworkAccess
    publicNetworkAccessForQuery: queryNetworkAccess
    WorkspaceResourceId: workspace.id
  }
}

resource appMayWriteTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, appPrincipalId, monitoringMetricsPublisher)
  scope: applicationInsights
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource privateLinkScope 'Microsoft.Insights/privateLinkScopes@2021-09-01' = if (privateNetwork) {
  name: privateLinkScopeName
  location: 'global'
  tags: tags
  properties: {
    accessModeSettings: {
      ingestionAccessMode: 'PrivateOnly'
      queryAccessMode: 'Open'
    }
  }

  resource scopedWorkspace 'scopedResources' = {
    name: 'workspace'
    properties: {
      linkedResourceId: workspace.id
    }
  }

  resource scopedApplicationInsights 'scopedResources' = {
    name: 'application-insights'
    properties: {
      linkedResourceId: applicationInsights.id
    }
  }
}

@description('Where telemetry goes. With local authentication off it is an address and no key.')
output connectionString string = applicationInsights.properties.ConnectionString

@description('Name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('Resource id of the private link scope; empty where there is none.')
output privateLinkScopeId string = privateNetwork ? privateLinkScope.id : ''
