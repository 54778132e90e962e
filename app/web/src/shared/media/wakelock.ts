/**
 * Keeps the screen awake until the returned function is called. Where the browser cannot, nothing
 * happens. The lock is lost whenever the tab is hidden, so it is taken again on return.
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let wanted = true;

  const take = async () => {
    if (!wanted || document.visibilityState !== "visible") return;
    // Refused on a low battery, for example; the call goes on all the same.
    lock = await navigator.wakeLock?.request("screen").catch(() => null);
    if (!wanted) void lock?.release();
  };
  const retake = () => void take();

  document.addEventListener("visibilitychange", retake);
  void take();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", retake);
    void lock?.release();
  };
}
