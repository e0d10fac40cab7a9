import { expect, test } from 'vitest'
import { peopleCsv } from '../src/rooms/console/peopleCsv.ts'

const ada = { username: 'ada', name: '=HYPERLINK("x")', email: 'a@x.org', type: 'person', role: 'admin', active: true, since: '2026-01-01T00:00:00Z', lastActive: null, daysActive: 0, teams: ['crew', 'lab'] }

test('each person is a line, and no cell is a formula', () => {
  const [header, first, second, end] = peopleCsv([ada, { ...ada, username: 'bot', name: 'CI', type: 'service account', active: false, lastActive: '2026-03-01T10:00:00Z', daysActive: 7, teams: [] }]).split('\n')
  expect(header).toBe('username,name,email,type,role,status,since,last active,days active (30),teams')
  expect(first).toBe('ada,"\'=HYPERLINK(""x"")",a@x.org,person,admin,active,2026-01-01T00:00:00Z,,0,crew lab')
  expect(second).toBe('bot,CI,a@x.org,service account,admin,deactivated,2026-01-01T00:00:00Z,2026-03-01T10:00:00Z,7,')
  expect(end).toBe('')
})

test('where nobody has teams there is no such column', () => {
  expect(peopleCsv([{ ...ada, teams: null }]).split('\n')[0]).toMatch(/days active \(30\)$/)
})
