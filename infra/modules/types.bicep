@export()
@description('How something may be reached from outside the virtual network.')
type publicNetworkAccess = 'Enabled' | 'Disabled'

@export()
@description('Who is given a role: the kind of the principal decides how Entra ID is asked for it.')
type principalType = 'User' | 'Group' | 'ServicePrincipal'

@export()
@description('Whose the tokens of one value of the tenant claim are.')
type tenantMapping = {
  @description('The value of the claim; for Entra ID the id of the directory.')
  @minLength(1)
  claim: string

  @description('The name of the tenant in Atomic: lower-case letters, digits and -.')
  @minLength(1)
  @maxLength(32)
  tenant: string
}

@export()
@description('A model deployment. Each one becomes a bidder of the market.')
type openAiDeployment = {
  @description('Its name at the account, which is also the model name that the bidder asks for: letters, digits, - and _.')
  @minLength(2)
  @maxLength(64)
  name: string

  @description('The model, for instance gpt-4.1-mini.')
  @minLength(1)
  model: string

  @description('The version of the model, for instance 2025-04-14. It stays until it is changed here: what is learned of a bidder belongs to one version.')
  @minLength(1)
  version: string

  @description('Where it runs and how it is paid for. Standard and ProvisionedManaged stay in the account\'s region; DataZone… and Global… do not.')
  sku:
    | 'Standard'
    | 'DataZoneStandard'
    | 'GlobalStandard'
    | 'ProvisionedManaged'
    | 'DataZoneProvisionedManaged'
    | 'GlobalProvisionedManaged'

  @description('Thousands of tokens a minute, or provisioned throughput units.')
  @minValue(1)
  capacity: int

  @description('Price of a million input tokens in US dollars as decimal text, for instance \'0.4\'.')
  @minLength(1)
  inputUsdPerMTok: string

  @description('Price of a million output tokens in US dollars as decimal text, for instance \'1.6\'.')
  @minLength(1)
  outputUsdPerMTok: string
}

@export()
@description('An Azure OpenAI account, which becomes an endpoint of the market.')
type openAiAccount = {
  @description('Its name, unique in this list: lower-case letters and digits. The endpoint has the same name.')
  @minLength(2)
  @maxLength(20)
  name: string

  @description('The Azure region of the account.')
  @minLength(1)
  location: string

  @description('Where the data is processed, as policies name regions (eu, us, global …). State what is true of the widest sku among the deployments.')
  @minLength(1)
  @maxLength(64)
  region: string

  @description('Its model deployments.')
  deployments: openAiDeployment[]
}
