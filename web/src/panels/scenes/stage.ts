import { Box3, PerspectiveCamera, Scene, Sphere, Vector3, WebGLRenderer } from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import type { Scene3D } from './load.ts'

let shared: WebGLRenderer | undefined

/** Browsers keep few WebGL contexts: one draws all scenes of the page, each onto a plain canvas of its own. */
function renderer(): WebGLRenderer {
  shared ??= new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true })
  return shared
}

export interface Stage { draw: (width: number, height: number) => void; reset: () => void; close: () => void }

/** Puts a scene on a canvas, seen from above one corner; dragging turns it, the wheel with Ctrl or in full view zooms. */
export function openStage(canvas: HTMLCanvasElement, shown: Scene3D, wheel: boolean, onDrawn: (angle: string) => void): Stage {
  const scene = new Scene()
  // what was read once may stand on several canvases
  scene.add(shown.object.clone())
  const sphere = new Box3().setFromObject(shown.object).getBoundingSphere(new Sphere())
  const radius = sphere.radius > 0 ? sphere.radius : 1
  const camera = new PerspectiveCamera(45, 1, radius / 500, radius * 50)
  if (shown.up === 'z') camera.up.set(0, 0, 1)
  const controls = new OrbitControls(camera, canvas)
  controls.enableZoom = wheel
  let [width, height] = [0, 0]
  let untouched = true
  const paint = () => {
    if (width === 0 || height === 0) return
    const gl = renderer()
    const ratio = Math.min(2, devicePixelRatio)
    gl.setPixelRatio(ratio)
    gl.setSize(width, height, false)
    gl.render(scene, camera)
    canvas.width = width * ratio
    canvas.height = height * ratio
    const context = canvas.getContext('2d')!
    context.drawImage(gl.domElement, 0, 0)
    context.scale(ratio, ratio)
    labels(context, shown, camera, width, height)
    onDrawn(controls.getAzimuthalAngle().toFixed(2))
  }
  const reset = () => {
    controls.target.copy(sphere.center)
    const from = shown.up === 'z' ? new Vector3(-1, -1.2, 0.9) : new Vector3(1, 0.8, 1.4)
    camera.position.copy(sphere.center).addScaledVector(from.normalize(), (radius * 2.3) / Math.min(1, camera.aspect))
    untouched = true
    controls.update()
    paint()
  }
  controls.addEventListener('change', paint)
  controls.addEventListener('start', () => { untouched = false })
  reset()
  return {
    draw: (nextWidth, nextHeight) => {
      ;[width, height] = [nextWidth, nextHeight]
      camera.aspect = width / Math.max(1, height)
      camera.updateProjectionMatrix()
      // a narrow canvas is seen from farther away, unless somebody has chosen a view
      if (untouched) reset()
      else paint()
    },
    reset,
    close: () => controls.dispose(),
  }
}

/** The name and score of each box at its highest corner. */
function labels(context: CanvasRenderingContext2D, shown: Scene3D, camera: PerspectiveCamera, width: number, height: number) {
  context.font = '11px system-ui, sans-serif'
  for (const box of shown.boxes) {
    const text = [box.label, box.score === null ? '' : box.score.toFixed(2)].filter(Boolean).join(' ')
    if (text === '') continue
    const top = box.corners.reduce((best, each) => (each[2] > best[2] ? each : best))
    const at = new Vector3(...top).project(camera)
    if (at.z > 1 || Math.abs(at.x) > 1 || Math.abs(at.y) > 1) continue
    const [x, y] = [((at.x + 1) / 2) * width, ((1 - at.y) / 2) * height]
    context.fillStyle = 'rgba(20, 20, 28, 0.75)'
    context.fillRect(x, y - 16, context.measureText(text).width + 8, 15)
    context.fillStyle = '#fff'
    context.fillText(text, x + 4, y - 5)
  }
}
