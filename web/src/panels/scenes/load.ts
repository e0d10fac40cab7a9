import { AmbientLight, BufferAttribute, BufferGeometry, Color, DirectionalLight, DoubleSide, Group, LineBasicMaterial, LineSegments, LoadingManager, Mesh, MeshStandardMaterial, Points, PointsMaterial, SRGBColorSpace, type Object3D } from 'three'
import { parseLenient } from '../../api/json.ts'
import { readCloud, type Box, type PointCloud, type Vec } from './points.ts'

/** What a file shows, which way is up in it, and the boxes whose names are written beside them. */
export interface Scene3D { object: Object3D; up: 'y' | 'z'; boxes: readonly Box[]; about: string }

export const FORMATS = /\.(pts\.json|glb|gltf|obj|stl)$/i

/** Reads a logged 3D file by the end of its name; null for formats that are not drawn. */
export async function loadScene(url: string, path: string, signal: AbortSignal): Promise<Scene3D | null> {
  const format = FORMATS.exec(path)?.[1]?.toLowerCase()
  if (!format) return null
  const answer = await fetch(url, { signal, credentials: 'omit' })
  if (!answer.ok) throw new Error(`The file answered ${answer.status}`)
  switch (format) {
    case 'pts.json': return cloudScene(readCloud(parseLenient(await answer.text())))
    case 'obj': return mesh(new (await import('three/examples/jsm/loaders/OBJLoader.js')).OBJLoader().parse(await answer.text()), 'y')
    case 'stl': {
      const geometry = new (await import('three/examples/jsm/loaders/STLLoader.js')).STLLoader().parse(await answer.arrayBuffer())
      return mesh(new Mesh(geometry, new MeshStandardMaterial({ color: 0x9aa3b5, roughness: 0.7, side: DoubleSide })), 'z')
    }
    default: {
      const { GLTFLoader } = await import('three/examples/jsm/loaders/GLTFLoader.js')
      const model = await new GLTFLoader(embedded()).parseAsync(format === 'glb' ? await answer.arrayBuffer() : await answer.text(), '')
      return mesh(model.scene, 'y')
    }
  }
}

/** Data inside of a text file is handed to the loader as a blob: pages may not fetch `data:` addresses. */
function embedded(): LoadingManager {
  const manager = new LoadingManager()
  manager.setURLModifier(address => {
    const inside = /^data:([^;,]*);base64,(.*)$/s.exec(address)
    return inside ? URL.createObjectURL(new Blob([Uint8Array.from(atob(inside[2]!), each => each.charCodeAt(0))], { type: inside[1] })) : address
  })
  return manager
}

function mesh(object: Object3D, up: 'y' | 'z'): Scene3D {
  const group = new Group()
  const sun = new DirectionalLight(0xffffff, 1.8)
  sun.position.set(1, 2, 3)
  group.add(object, new AmbientLight(0xffffff, 0.9), sun)
  return { object: group, up, boxes: [], about: 'mesh' }
}

function lines(points: readonly Vec[], color: Vec): LineSegments {
  const geometry = new BufferGeometry().setAttribute('position', new BufferAttribute(new Float32Array(points.flat()), 3))
  const material = new LineBasicMaterial()
  material.color.setRGB(...color, SRGBColorSpace)
  return new LineSegments(geometry, material)
}

/** Colours of points are meant for the screen; the renderer counts in light. */
function linear(colors: Float32Array): Float32Array {
  const color = new Color()
  const result = new Float32Array(colors.length)
  for (let at = 0; at < colors.length; at += 3) color.setRGB(colors[at]!, colors[at + 1]!, colors[at + 2]!, SRGBColorSpace).toArray(result, at)
  return result
}

function cloudScene(cloud: PointCloud | null): Scene3D | null {
  if (!cloud) return null
  const group = new Group()
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(cloud.positions, 3))
  geometry.setAttribute('color', new BufferAttribute(linear(cloud.colors), 3))
  group.add(new Points(geometry, new PointsMaterial({ size: cloud.count > 20_000 ? 1.5 : 2.5, sizeAttenuation: false, vertexColors: true })))
  for (const box of cloud.boxes) group.add(lines(box.edges.flatMap(([from, to]) => [box.corners[from]!, box.corners[to]!]), box.color))
  if (cloud.arrows.length > 0) group.add(lines(cloud.arrows.flatMap(arrowLines), [0.4, 0.8, 1]))
  return { object: group, up: 'z', boxes: cloud.boxes, about: `${cloud.count.toLocaleString('en')} points${cloud.boxes.length > 0 ? `, ${cloud.boxes.length} boxes` : ''}` }
}

/** A line with two short ones at its head. */
function arrowLines([start, end]: readonly [Vec, Vec]): Vec[] {
  const along = [end[0] - start[0], end[1] - start[1], end[2] - start[2]] as const
  const wing = (side: number): Vec => [end[0] - along[0] * 0.2 + side * along[1] * 0.1, end[1] - along[1] * 0.2 - side * along[0] * 0.1, end[2] - along[2] * 0.2]
  return [start, end, end, wing(1), end, wing(-1)]
}
