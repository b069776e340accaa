/** Line drawings on a 16 by 16 grid, stroked in the text's colour. */
export const icons = {
  pack: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5ZM2.7 5.1 8 8.1l5.3-3M8 8.1v6',
  node: 'M2.5 4h11v8h-11ZM2.5 6.6h11M2.5 9.5H1M15 9.5h-1.5',
  model: 'M8 2c3 0 5.2.9 5.2 2S11 6 8 6 2.8 5.1 2.8 4 5 2 8 2ZM2.8 4v8c0 1.1 2.2 2 5.2 2s5.2-.9 5.2-2V4M2.8 8c0 1.1 2.2 2 5.2 2s5.2-.9 5.2-2',
  input: 'M2.5 3h11v10h-11ZM2.8 11.5 6.3 8l2.4 2.4 1.6-1.6 3 2.9M10.4 5.9h.1',
  subgraph: 'M2 2.5h5v4H2ZM9 9.5h5v4H9ZM4.5 6.5v5H9',
  core: 'M8 2.2v3M8 10.8v3M2.2 8h3M10.8 8h3M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6',
  file: 'M4 1.8h5l3.2 3.2v9.2H4ZM9 1.8V5h3.2',
  ready: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.7-4.2',
  blocked: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8h5.6',
  unsure: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.3 6.3a1.8 1.8 0 1 1 2.6 1.9c-.7.3-.9.6-.9 1.2M8 11.4v.1',
  warns: 'M8 2.2 14.3 13H1.7ZM8 6.2v3.3M8 11.3v.1',
  companion: 'M5.5 1.8v3M10.5 1.8v3M3.5 4.8h9v3a4.5 4.5 0 0 1-9 0ZM8 12.3v2',
  back: 'M9.5 3.5 5 8l4.5 4.5',
} as const
export type IconName = keyof typeof icons
