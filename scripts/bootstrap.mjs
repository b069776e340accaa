#!/usr/bin/env node
import { main } from './bootstrap/main.mjs'

process.exitCode = await main(process.argv.slice(2))
