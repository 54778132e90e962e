import type { FormEvent, ReactNode } from "react";
import { PageHeader } from "../PageHeader";
import classes from "./form.module.css";
import { SaveBar } from "./SaveBar";
import { UnsavedGuard } from "./UnsavedGuard";

interface FormPageProps {
  title: string;
  description?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  dirty: boolean;
  busy: boolean;
  errorCount: number;
  error?: string | null;
  /** Shown to someone who may look but not change. */
  readOnly?: boolean;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  onDiscard: () => void;
  children: ReactNode;
}

/** The pattern of every form page: sections, errors at their fields, guard, and a save bar that stays. */
export function FormPage({
  title,
  description,
  lead,
  actions,
  readOnly = false,
  onSubmit,
  children,
  ...bar
}: FormPageProps) {
  return (
    <form className={classes.page} onSubmit={onSubmit} noValidate>
      <div className={classes.content}>
        <PageHeader {...{ title, description, lead, actions }} />
        <fieldset disabled={readOnly} className={classes.fieldset}>
          {children}
        </fieldset>
      </div>
      {!readOnly && <SaveBar {...bar} />}
      <UnsavedGuard dirty={bar.dirty && !bar.busy} />
    </form>
  );
}
