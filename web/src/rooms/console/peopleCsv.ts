import { csvCell, download } from '../../panels/export.ts'

/** What is told of people in every list of them; the words are those of the columns. */
export interface ListedPerson {
  username: string | null
  name: string
  email: string | null
  type: string
  role: string
  active: boolean
  since: string
  lastActive: string | null
  daysActive: number | null
  teams: readonly string[] | null
}

export function peopleCsv(people: readonly ListedPerson[]): string {
  const withTeams = people.some(each => each.teams !== null)
  const header = ['username', 'name', 'email', 'type', 'role', 'status', 'since', 'last active', 'days active (30)', ...(withTeams ? ['teams'] : [])]
  const rows = people.map(each => [each.username, each.name, each.email, each.type, each.role, each.active ? 'active' : 'deactivated', each.since, each.lastActive, each.daysActive, ...(withTeams ? [(each.teams ?? []).join(' ')] : [])])
  return [header, ...rows].map(row => row.map(csvCell).join(',')).join('\n') + '\n'
}

export function savePeople(name: string, people: readonly ListedPerson[]) {
  download(`${name}.csv`, new Blob([peopleCsv(people)], { type: 'text/csv' }))
}

export const typeOf = (accountType: string) => accountType === 'SERVICE' ? 'service account' : 'person'
