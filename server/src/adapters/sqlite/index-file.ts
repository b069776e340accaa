/** In the state folder; without it there is no index. */
export const indexFile = 'models.db'
