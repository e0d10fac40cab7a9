import { gql } from '../../api/graphql.ts'

export const ServerQuery = gql<{ serverInfo: { features: { name: string; isEnabled: boolean }[]; cliVersionInfo: { min_cli_version?: string } | null } | null }>(`query WebServer {
  serverInfo { features { name isEnabled } cliVersionInfo }
}`)
