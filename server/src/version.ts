/** Greenlight's own version; a test compares it with package.json and pyproject.toml. */
export const version = '0.1.0'
