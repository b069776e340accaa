export async function rememberDecisions() {}
