import { LimitDialog, UpgradeDialog } from "../../shared/ui";

/** What the plan says to a third person in the call: not at all, or no more than so many. */
export function PlanDialogs({ error, onClose }: { error: unknown; onClose: () => void }) {
  return (
    <>
      <UpgradeDialog error={error} onClose={onClose} />
      <LimitDialog error={error} onClose={onClose} />
    </>
  );
}
