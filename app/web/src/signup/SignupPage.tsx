import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { isProblem } from "../shared/api/problem";
import { queryClient } from "../shared/api/query";
import { ErrorState } from "../shared/ui";
import { PageSkeleton } from "../shared/ui/PageSkeleton";
import { AccountForm } from "./AccountForm";
import { AddressForm } from "./AddressForm";
import { CodeForm } from "./CodeForm";
import { Entering } from "./Entering";
import { Making } from "./Making";
import { Payment } from "./Payment";
import { forgetToken, keepToken, keptToken, look, lookAgainMs, type Signup } from "./progress";

const returned = new URLSearchParams(location.search).get("payment");

/** From the account's form to the door of the new company; a reload comes back to the same step. */
export function SignupPage() {
  const { t } = useTranslation("signup");
  const [token, setToken] = useState(keptToken);
  const begin = (next: string) => {
    keepToken(next);
    setToken(next);
  };
  if (token) {
    return (
      <Step
        token={token}
        onForget={() => {
          forgetToken();
          setToken(null);
        }}
      />
    );
  }
  return (
    <AccessLayout title={t("account.title")} text={t("account.text")}>
      <AccountForm onStarted={begin} />
    </AccessLayout>
  );
}

export interface StepProps {
  token: string;
  signup: Signup;
  /** Takes over what a command answered. */
  onChanged: (signup: Signup) => void;
}

function Step({ token, onForget }: { token: string; onForget: () => void }) {
  const { t } = useTranslation("signup");
  const key = ["signup", token];
  const view = useQuery({
    queryKey: key,
    queryFn: () => look(token),
    refetchInterval: ({ state }) => lookAgainMs(state.data, returned === "done"),
  });
  if (isProblem(view.error) && view.error.status === 404) {
    onForget();
    return null;
  }
  if (view.isPending) return <PageSkeleton />;
  if (!view.data) {
    return <ErrorState title={t("failed")} error={view.error} onRetry={() => void view.refetch()} />;
  }
  const onChanged = (signup: Signup) => void queryClient.setQueryData(key, signup);
  const props = { token, signup: view.data, onChanged };
  switch (view.data.state) {
    case "email":
      return <CodeForm {...props} onStartOver={onForget} />;
    case "address":
      return <AddressForm {...props} />;
    case "provisioning":
      return <Making signup={view.data} />;
    case "payment":
      return <Payment {...props} paid={returned === "done"} />;
    default:
      return <Entering {...props} onLeft={forgetToken} />;
  }
}
