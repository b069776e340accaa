import { api } from 'comfyui/api'
import { app } from 'comfyui/app'
import { attachToComfy } from './comfy/attach.js'
import './style/index.css'

attachToComfy(app, api)
