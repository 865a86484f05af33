import { openAiAccount } from 'types.bicep'

metadata description = 'The market as app settings: what the Azure OpenAI accounts of this deployment offer.'

@export()
@description('App settings that make each account an endpoint and each of its deployments a bidder.')
func marketSettings(accounts openAiAccount[], endpoints string[]) object =>
  union(
    reduce(
      map(accounts, (account, index) => {
        'Atomic__Market__Endpoints__${account.name}__Kind': 'azure-open-ai'
        'Atomic__Market__Endpoints__${account.name}__BaseUrl': endpoints[index]
        'Atomic__Market__Endpoints__${account.name}__UseDefaultAzureCredential': 'true'
        'Atomic__Market__Endpoints__${account.name}__Region': account.region
      }),
      {},
      (all, one) => union(all, one)
    ),
    reduce(
      map(
        flatten(map(
          accounts,
          account => map(account.deployments, deployment => { endpoint: account.name, deployment: deployment })
        )),
        (bidder, index) => {
          'Atomic__Market__Bidders__${index}__Id': '${bidder.endpoint}/${bidder.deployment.name}'
          'Atomic__Market__Bidders__${index}__Endpoint': bidder.endpoint
          'Atomic__Market__Bidders__${index}__Model': bidder.deployment.name
          'Atomic__Market__Bidders__${index}__Price__InputUsdPerMTok': bidder.deployment.inputUsdPerMTok
          'Atomic__Market__Bidders__${index}__Price__OutputUsdPerMTok': bidder.deployment.outputUsdPerMTok
        }
      ),
      {},
      (all, one) => union(all, one)
    )
  )
