// Loaded by run.mjs into the process that it starts, before anything else.
// The wrapper and its child share a terminal's process group, so that Ctrl-C reaches the child directly and once
// more through the wrapper (and npm): repeats within this time count as one signal.
const REPEAT_WINDOW_MS = 400;
const SIGNALS = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

if (process.env.ELENCHUS_END_WITH_PARENT === '1' && process.channel) {
  // Its own children have this module on their command line too, but another parent.
  delete process.env.ELENCHUS_END_WITH_PARENT;

  const lastSeen = new Map();
  const emit = process.emit;
  process.emit = function emitOnce(event, ...values) {
    if (SIGNALS.has(event)) {
      const now = performance.now();
      const isRepeat = now - (lastSeen.get(event) ?? -REPEAT_WINDOW_MS) < REPEAT_WINDOW_MS;
      lastSeen.set(event, now);
      if (isRepeat) return true;
    }
    return emit.call(this, event, ...values);
  };

  // The channel closes when the wrapper is gone, however it ended.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
