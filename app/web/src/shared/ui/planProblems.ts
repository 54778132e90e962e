/** Problems of the plan that a screen shows in a dialog of its own. */
const claimed = new WeakSet<object>();

export function claimProblem(problem: unknown): void {
  if (typeof problem === "object" && problem !== null) claimed.add(problem);
}

export function isClaimed(problem: object): boolean {
  return claimed.has(problem);
}
