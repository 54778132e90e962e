import { useEffect, useState } from "react";
import { onPlanProblem } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { LimitDialog } from "./LimitDialog";
import { isClaimed } from "./planProblems";
import { UpgradeDialog } from "./UpgradeDialog";

/* A screen that has a dialog of its own for the problem shows it within this time. */
const OWN_DIALOG_MS = 100;

/** Opens the friendly dialog for any request that the plan refused, whatever screen sent it. */
export function PlanNotice() {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    const timers = new Set<number>();
    const stop = onPlanProblem((found) => {
      const timer = window.setTimeout(() => {
        timers.delete(timer);
        if (!isClaimed(found)) setProblem(found);
      }, OWN_DIALOG_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, []);
  const close = () => setProblem(null);
  return (
    <>
      <LimitDialog error={problem} onClose={close} />
      <UpgradeDialog error={problem} onClose={close} />
    </>
  );
}
