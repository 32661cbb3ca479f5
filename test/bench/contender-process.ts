/** Entry of a contender's process: `contender-process <its module> <its options as JSON>`. */
import type { MakeContender, Round } from './contender.ts';
import { childrenCpuSeconds } from './cpu-usage.ts';

const [modulePath = '', options = 'null'] = process.argv.slice(2);
const { makeContender } = (await import(modulePath)) as { makeContender: MakeContender<unknown, unknown> };
const contender = await makeContender(JSON.parse(options));

process.on('message', async (message: { readonly run: unknown } | 'close') => {
  if (message === 'close') {
    await contender.close?.();
    process.disconnect();
  } else {
    process.send?.(await measure(message.run));
  }
});
// Also when the benchmark was ended: nothing of it stays behind.
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function measure(input: unknown): Promise<Round> {
  const cpuBefore = cpuSeconds();
  const startMs = performance.now();
  const achieved = await contender.run(input);
  const wallSeconds = (performance.now() - startMs) / 1000;
  return { wallSeconds, cpuSeconds: cpuSeconds() - cpuBefore, achieved };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childrenCpuSeconds(process.pid);
}
