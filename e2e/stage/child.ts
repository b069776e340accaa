import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program that runs beside the tests. */
export interface Child {
  /** Everything it said so far, both streams in order of arrival. */
  said(): string
  /** Ends it and waits; a program that does not end by itself within 5 s is killed. */
  stop(): Promise<void>
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
}

/**
 * Starts a program and waits until its standard output matches `ready`. Throws with what it said when it ends before that, or after 30 s.
 * Its standard input is a pipe that closes with this process, so that it can notice that we are gone.
 */
export async function startChild(
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
  ready: RegExp,
): Promise<{ child: Child; match: RegExpMatchArray }> {
  const process_ = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  const match = await new Promise<RegExpMatchArray>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${command} ${args.join(' ')}\n${why}:\n${said}`))
    const timer = setTimeout(() => fail('was not ready after 30 s'), 30_000)
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = ready.exec(said)
      if (found === null) return
      clearTimeout(timer)
      resolve(found)
    }
    process_.stdout.on('data', listen)
    process_.stderr.on('data', listen)
    process_.once('error', (error) => fail(error.message))
    process_.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${code}`)
    })
  }).catch(async (error: unknown) => {
    await stopProcess(process_)
    throw error
  })
  return { child: { said: () => said, stop: () => stopProcess(process_), kill: () => endProcess(process_, 'SIGKILL') }, match }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await endProcess(child, 'SIGTERM')
  clearTimeout(timer)
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.stdin?.end()
  child.kill(signal)
  await ended
}
