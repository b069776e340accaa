/** Faults that the matrix must find: the text of one source below `server/src`, and what is planted in its place. `first`: kinds (and the way) in which it shows soonest. Where a source changed, `crash.test.ts` says which has no place any more. */
export const mutations = [
  { name: 'settle takes nothing back', first: ['update a pack'], file: 'core/change/settle.ts', from: 'takeBack: takeBack.reverse()', to: 'takeBack: []' },
  { name: 'half a move counts as done', first: ['move to another volume'], file: 'adapters/files/change/world-disk.ts', from: 'return lookAtMove(effect)', to: "return (await lookAtMove(effect)) === 'before' ? 'before' : 'after'" },
  { name: 'what is done is done again', file: 'use-cases/change/do-group.ts', from: 'one.effect === at && one.done)) return', to: 'one.effect === at && one.done && false)) return' },
  { name: 'the line comes after the effect', file: 'use-cases/change/carry-effect.ts', from: '  await receipts.intent()\n  await finishEffect(', to: '  await handsFor(parts, step.effect).carryOut(options)\n  await receipts.intent()\n  await finishEffect(' },
  { name: 'a stop is forgotten by a crash', first: ['several groups', 'cancel'], file: 'use-cases/change/settle-plan.ts', from: 'const stop = readStop(lines)', to: 'const stop = lines.length < 0 ? readStop(lines) : null' },
  { name: 'a failure takes back the last effect alone', first: ['several groups'], file: 'core/change/settle.ts', from: '!kept.has(action)).reverse()', to: '!kept.has(action)).reverse().slice(0, 1)' },
  { name: 'what was staged is left', first: ['install a pack'], file: 'use-cases/change/sweep.ts', from: 'await parts.preparer.discard(preparation)', to: "if (preparation.prepare === 'download') await parts.preparer.discard(preparation)" },
  { name: 'names are not synced', first: ['update a pack'], file: 'adapters/files/change/system.ts', from: "if (process.platform === 'win32') return\n  for (const folder of new Set(folders))", to: 'for (const folder of new Set(folders.slice(folders.length)))' },
  { name: 'a copy is not synced', first: ['move a pack to another volume'], file: 'adapters/files/change/copy-tree.ts', from: '      await output.sync()\n', to: '' },
  { name: 'a line of the journal is not synced', first: ['disable a pack'], file: 'adapters/files/journal/journal.ts', from: '      await file.sync()\n', to: '' },
  { name: 'a torn line is not cut off', first: ['disable a pack'], file: 'adapters/files/journal/tail.ts', from: 'return scan.torn === 0 ? tail', to: 'return scan.torn >= 0 ? { ...tail, size: tail.size + scan.torn }' },
  { name: 'a plan is kept without a sync', first: ['disable a pack'], file: 'adapters/files/atomic-write.ts', from: '      await file.sync()\n', to: '' },
  { name: 'a download begins anew', first: ['download and place'], file: 'adapters/egress/transfers/open-part.ts', from: 'if (kept === null || kept.key !== key', to: 'if (kept === null || kept.key !== `${key}0`' },
  { name: 'packages change before that is noted', first: ['change Python packages'], file: 'adapters/uv/effects/go-forward.ts', from: "  await keep.saveStands('going')\n", to: '' },
]
