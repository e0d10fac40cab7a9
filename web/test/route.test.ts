import { describe, expect, it } from 'vitest'
import { href, parseRoute } from '../src/app/route.ts'
import { safeReturn } from '../src/app/return.ts'

describe('parseRoute', () => {
  it.each([
    ['/', { page: 'home' }],
    ['/home', { page: 'home' }],
    ['/authorize', { page: 'authorize' }],
    ['/ada', { page: 'entity', entity: 'ada', tab: 'projects' }],
    ['/ada/projects', { page: 'entity', entity: 'ada', tab: 'projects' }],
    ['/ada/mnist', { page: 'workspace', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/workspace', { page: 'workspace', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/table', { page: 'runs', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/overview', { page: 'overview', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/runs/a1', { page: 'run', entity: 'ada', project: 'mnist', run: 'a1', tab: 'charts', path: '' }],
    ['/ada/mnist/runs/a1/system', { page: 'run', entity: 'ada', project: 'mnist', run: 'a1', tab: 'charts', path: '' }],
    ['/ada/mnist/runs/a=b&c$@+/logs', { page: 'run', entity: 'ada', project: 'mnist', run: 'a=b&c$@+', tab: 'logs', path: '' }],
    ['/ada/mnist/runs/a1/files/media/images/x%20y%25.png', { page: 'run', entity: 'ada', project: 'mnist', run: 'a1', tab: 'files', path: 'media/images/x y%.png' }],
    ['/ada/mn%C3%AFst', { page: 'workspace', entity: 'ada', project: 'mnïst' }],
    ['/ada/mnist/reports/x--y1', { page: 'report', entity: 'ada', project: 'mnist', slug: 'x--y1' }],
    ['/ada/mnist/reports/new', { page: 'reportEditor', entity: 'ada', project: 'mnist', slug: null }],
    ['/ada/mnist/reports/x--y1/edit', { page: 'reportEditor', entity: 'ada', project: 'mnist', slug: 'x--y1' }],
    ['/ada/mnist/automations', { page: 'automations', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/jobs', { page: 'jobs', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/users', { page: 'members', entity: 'ada', project: 'mnist' }],
    ['/ada/mnist/groups/a%2Fb/workspace', { page: 'group', entity: 'ada', project: 'mnist', group: 'a/b' }],
    ['/ada/mnist/weave', { page: 'notBuilt', what: 'Traces' }],
    ['/lab/settings', { page: 'entity', entity: 'lab', tab: 'settings' }],
    ['/lab/service-accounts', { page: 'entity', entity: 'lab', tab: 'service-accounts' }],
    ['/registry', { page: 'registries' }],
    ['/orgs/acme/registry/nets', { page: 'registryLink' }],
    ['/ada/registry/model', { page: 'registryLink' }],
    ['/acme-org/wandb-registry-nets', { page: 'registry', entity: 'acme-org', project: 'wandb-registry-nets' }],
    ['/acme-org/wandb-registry-nets/artifacts/model/cnn', { page: 'artifacts', entity: 'acme-org', project: 'wandb-registry-nets', type: 'model', collection: 'cnn' }],
    ['/launch', { page: 'launch' }],
    ['/launch/ada/model-registry/gpu', { page: 'queue', owner: 'ada', home: 'model-registry', queue: 'gpu' }],
    ['/launch/ada', { page: 'notFound' }],
    ['/console/roles', { page: 'console', tab: 'roles' }],
    ['/console/nonsense', { page: 'notFound' }],
    ['/ada/mnist/nonsense', { page: 'notFound' }],
  ])('%s', (path, route) => expect(parseRoute(path)).toEqual(route))

  it('survives a stray percent sign', () => expect(parseRoute('/ada/50%')).toEqual({ page: 'workspace', entity: 'ada', project: '50%' }))
})

describe('href', () => {
  it('is read back as it was written', () => {
    const path = href.run('ä/b', 'p q', 'r=1&2 %', 'files', 'a b/ü%.txt')
    expect(parseRoute(path)).toEqual({ page: 'run', entity: 'ä/b', project: 'p q', run: 'r=1&2 %', tab: 'files', path: 'a b/ü%.txt' })
  })

  it('leaves in run ids what the client leaves', () => expect(href.run('e', 'p', 'a=+&$@')).toBe('/e/p/runs/a=+&$@'))
})

describe('safeReturn', () => {
  it('follows paths of this site only', () => {
    expect(safeReturn('/ada/mnist?nw=x')).toBe('/ada/mnist?nw=x')
    for (const bad of [null, 'https://evil.example', '//evil.example', '/\\evil.example', '/login', 'javascript:alert(1)']) expect(safeReturn(bad)).toBe('/')
  })
})

describe('addresses of artifacts and sweeps', () => {
  it('name type, collection, version, tab and file', () => {
    expect(parseRoute('/ada/p/artifacts')).toEqual({ page: 'artifacts', entity: 'ada', project: 'p', type: null, collection: null })
    expect(parseRoute('/ada/p/artifacts/model/cnn')).toMatchObject({ page: 'artifacts', type: 'model', collection: 'cnn' })
    expect(parseRoute('/ada/p/artifacts/model/cnn/v3')).toMatchObject({ page: 'artifact', version: 'v3', tab: 'overview', path: '' })
    const file = href.artifact('ada', 'p', 'model', 'cnn', 'best', 'files', 'a b/c%.txt')
    expect(file).toBe('/ada/p/artifacts/model/cnn/best/files/a%20b/c%25.txt')
    expect(parseRoute(file)).toMatchObject({ page: 'artifact', version: 'best', tab: 'files', path: 'a b/c%.txt' })
    expect(parseRoute('/ada/p/artifacts/model/cnn/v3/bogus')).toEqual({ page: 'notFound' })
  })

  it('name a sweep and its tab', () => {
    expect(parseRoute('/ada/p/sweeps')).toMatchObject({ page: 'sweeps' })
    expect(parseRoute('/ada/p/sweeps/x1')).toMatchObject({ page: 'sweep', sweep: 'x1', tab: 'workspace' })
    expect(parseRoute(href.sweep('ada', 'p', 'x1', 'overview'))).toMatchObject({ page: 'sweep', tab: 'overview' })
  })
})
