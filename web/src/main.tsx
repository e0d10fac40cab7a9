import { createRoot } from 'react-dom/client'
import 'uplot/dist/uPlot.min.css'
import './design/tokens.css'
import './design/base.css'
import './app/shell.css'
import './panels/panels.css'
import './rooms/rooms.css'
import { App } from './app/App.tsx'

createRoot(document.getElementById('root')!).render(<App />)
