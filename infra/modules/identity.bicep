metadata description = 'The identity that the app has towards everything else. One identity, so that there is one list of what it may do.'

@description('Name of the identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('The id by which tokens are asked for.')
output clientId string = identity.properties.clientId

@description('The id to which roles are given.')
output principalId string = identity.properties.principalId
