import type { Entry } from './entry.js'

/** Requests that the sidecar refuses, and doors that do not open. Sorted. */
export const doorProblems = {
  ADDRESS_REFUSED: {
    why: (f) => `Greenlight does not listen at ${f.host}: only at 127.0.0.1.`,
    hint: () => 'Leave the address away. From another machine, use the panel inside ComfyUI or a tunnel (ssh -L).',
  },
  ALREADY_RUNNING: {
    why: (f) => `Greenlight already runs at ${f.url} (process ${f.pid}).`,
    hint: () => 'Open that address, or stop the other one first; another --data DIR makes an independent one.',
  },
  BODY_TOO_LARGE: {
    why: (f) => `The request's body is larger than ${f.limit} bytes.`,
    hint: () => 'Send the workflow alone, without the picture or video around it.',
  },
  BODY_TYPE_REFUSED: {
    why: () => 'The request\'s body is not sent as application/json.',
    hint: () => 'Send JSON in UTF-8, uncompressed, with Content-Type: application/json.',
  },
  COMPANION_GONE: {
    why: (f) => `The companion at ${f.url} does not answer any more${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'What it was doing stands where it was. Start it again and it goes on by itself, or run greenlight plans to see how far it came.',
  },
  HEADERS_TOO_LARGE: {
    why: () => 'The request\'s headers are larger than 16 KB.',
    hint: () => 'Send fewer or shorter headers; a browser that keeps many cookies for 127.0.0.1 needs them cleared.',
  },
  HOST_NOT_ALLOWED: {
    why: () => 'The request names a host that is not this sidecar.',
    hint: (f) => `Use http://127.0.0.1:${f.port}, http://localhost:${f.port} or http://[::1]:${f.port}, spelled like that.`,
  },
  LAUNCH_CODE_WAIT: {
    why: (f) => `Too many wrong launch codes; wait ${f.seconds} seconds.`,
    hint: () => 'Run `greenlight serve` again: it prints a fresh address at once.',
  },
  LAUNCH_CODE_WRONG: {
    why: () => 'This launch code is wrong, used or older than 5 minutes.',
    hint: () => 'Run `greenlight serve` again and open the fresh address that it prints.',
  },
  METHOD_NOT_ALLOWED: {
    why: (f) => `This route is not for that method, only for ${f.allow}.`,
    hint: () => 'See GET /openapi.json for every route and its method.',
  },
  ORIGIN_NOT_ALLOWED: {
    why: () => 'The request comes from another origin.',
    hint: () => 'Only Greenlight\'s own page may call it from a browser; inside ComfyUI the panel goes through ComfyUI.',
  },
  PORT_IN_USE: {
    why: (f) => `Port ${f.port} cannot be opened${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Name another one with --port N, or --port 0 for any free one.',
  },
  PREFLIGHT_REFUSED: {
    why: () => 'Requests across origins are not answered.',
    hint: () => 'Only Greenlight\'s own page may call it from a browser; inside ComfyUI the panel goes through ComfyUI.',
  },
  REQUEST_MALFORMED: {
    why: (f) => `The request is malformed: ${f.because}.`,
    hint: () => 'Send plain HTTP/1.1 with one Host header and a path without escapes.',
  },
  REQUEST_SHAPE: {
    why: (f) => `The request's ${f.part} is not as expected${f.where ? ` at ${f.where}` : ''}: ${f.because}.`,
    hint: () => 'See GET /openapi.json for what this route takes.',
  },
  REQUEST_TIMEOUT: {
    why: () => 'The request was not sent to its end in time.',
    hint: () => 'Send it again; headers may take 10 seconds, the whole request 60.',
  },
  ROUTE_NOT_FOUND: {
    why: () => 'There is nothing at this path.',
    hint: () => 'See GET /openapi.json for every route.',
  },
  SHIM_REFUSED: {
    why: (f) => `Greenlight's door in ComfyUI refuses this request: ${f.because}.`,
    hint: () => "Use Greenlight's panel in ComfyUI; for a host name of your own, list it in GREENLIGHT_HOSTS.",
  },
  SIDECAR_ABSENT: {
    why: () => "Greenlight's companion is not running.",
    hint: (f) => `Run \`npm start\` in ${f.where ?? "Greenlight's folder"}.`,
  },
  SITE_NOT_ALLOWED: {
    why: () => 'The request was caused by another site.',
    hint: () => 'Open Greenlight\'s page itself; other pages may link to it, not load parts of it.',
  },
  STREAMS_EXHAUSTED: {
    why: (f) => `${f.limit} event streams are open already.`,
    hint: () => 'Close some of Greenlight\'s pages or ComfyUI tabs.',
  },
  TIER_TOO_LOW: {
    why: () => 'This token may not do that.',
    hint: () => 'Open Greenlight\'s own page, or use the terminal.',
  },
  TOKEN_REFUSED: {
    why: () => 'The request carries no valid token.',
    hint: () => 'Run `greenlight serve` again and open the address that it prints; tokens end with the sidecar.',
  },
} as const satisfies Record<string, Entry>
