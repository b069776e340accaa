import { api } from 'comfyui/api'
import { app } from 'comfyui/app'
import { attachToComfy } from './comfy/attach.js'
import { loadStyle } from './comfy/load-style.js'
import './style/index.css'

loadStyle()
attachToComfy(app, api)
