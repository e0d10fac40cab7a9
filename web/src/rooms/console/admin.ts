import { request, requestJson } from '../../api/http.ts'

/** The administration routes, asked with the session of the page. */
export interface RoleRow { name: string; inherits: string; permissions: string[] }

const at = (...parts: string[]) => '/admin/v1/' + parts.map(encodeURIComponent).join('/')

export const admin = {
  roles: async () => (await requestJson<{ roles: RoleRow[] }>(at('roles'))).roles,
  putRole: (name: string, inherits: string, permissions: string[]) => request(at('roles', name), { method: 'PUT', body: { inherits, permissions } }),
  deleteRole: (name: string) => request(at('roles', name), { method: 'DELETE' }),
  putUser: (name: string, wish: { email?: string; password?: string; admin?: boolean }) => request(at('users', name), { method: 'PUT', body: wish }),
  deleteUser: (name: string, legacy: { heir: string; projectsTo: string }) => request(`${at('users', name)}?${new URLSearchParams({ heir: legacy.heir, projects_to: legacy.projectsTo })}`, { method: 'DELETE' }),
  putMember: (organization: string, name: string, role: string) => request(at('organizations', organization, 'members', name), { method: 'PUT', body: { role } }),
  removeMember: (organization: string, name: string) => request(at('organizations', organization, 'members', name), { method: 'DELETE' }),
  putTeam: (organization: string, team: string, name: string) => request(at('organizations', organization, 'teams', team), { method: 'PUT', body: { admin: name } }),
  deleteTeam: (organization: string, team: string) => request(at('organizations', organization, 'teams', team), { method: 'DELETE' }),
}

/** What each permission of a custom role opens; the server refuses any other. */
export const PERMISSIONS: readonly (readonly [string, readonly string[]])[] = [
  ['run', ['read', 'create', 'write', 'delete']],
  ['sweep', ['read', 'create', 'write', 'delete']],
  ['artifact', ['read', 'create', 'write', 'delete', 'manage']],
  ['report', ['read', 'create', 'write', 'delete', 'manage']],
  ['project', ['read', 'write', 'delete', 'manage']],
  ['queue', ['read', 'create', 'write', 'delete', 'manage']],
  ['automation', ['read', 'create', 'write', 'delete']],
  ['entity_automation', ['read', 'create', 'write', 'delete']],
  ['integration', ['read', 'create', 'write', 'delete']],
  ['secret', ['read', 'create', 'write', 'delete']],
  ['alert_settings', ['read', 'write']],
  ['custom_chart', ['read', 'create', 'delete']],
  ['entity', ['read', 'create', 'manage']],
  ['organization', ['read', 'create', 'manage']],
]
