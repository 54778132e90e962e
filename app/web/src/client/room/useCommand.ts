import { useCallback, useState } from "react";
import { problemText } from "../../shared/ui/problemText";

/** Runs one command at a time; `problem` says what went wrong with the last one. */
export function useCommand() {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useCallback(async (command: () => Promise<unknown>) => {
    setPending(true);
    setProblem(null);
    try {
      await command();
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setPending(false);
    }
  }, []);
  return { pending, problem, run };
}
