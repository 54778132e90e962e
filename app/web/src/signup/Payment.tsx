import { Alert, Button, Loader, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { useBusy } from "../manager/access/useBusy";
import { problemText } from "../shared/ui";
import { type Interval, offer, price } from "./offer";
import { checkPayment, chooseFree, paymentPage, type Signup } from "./progress";
import type { StepProps } from "./SignupPage";

/** The company works already; its plan is paid for on the payment service's own page. */
export function Payment({ token, signup, onChanged, paid }: StepProps & { paid: boolean }) {
  const { t } = useTranslation("signup");
  const [error, setError] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>) => async () => {
    setError(null);
    await work().catch((reason) => setError(problemText(reason)));
  };
  const [going, pay] = useBusy(attempt(async () => location.assign((await paymentPage(token)).url)));
  const [freeing, free] = useBusy(attempt(async () => onChanged(await chooseFree(token))));
  usePaymentCheck(token, paid, onChanged);
  return (
    <AccessLayout title={t("payment.title")} text={t("payment.text", { company: signup.company_name })}>
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        {paid && (
          <Alert icon={<Loader size={18} />} role="status">
            {t("payment.checking")}
          </Alert>
        )}
        <Text fw={600}>{bought(signup, t("payment.month"), t("payment.year"))}</Text>
        <Button size="md" loading={going} onClick={() => void pay()}>
          {t("payment.button")}
        </Button>
        <Button variant="default" loading={freeing} onClick={() => void free()}>
          {t("payment.free")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}

function bought(signup: Signup, month: string, year: string): string {
  const plan = offer.plans.find(({ key }) => key === signup.plan);
  const interval = signup.interval as Interval;
  const cost = plan && price(plan, interval, signup.currency as "brl" | "usd");
  return [plan?.name, [cost, interval === "month" ? month : year].filter(Boolean).join(" ")].join(" · ");
}

/** The payment service's message may be late: on coming back it is asked. */
function usePaymentCheck(token: string, paid: boolean, onChanged: (signup: Signup) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on coming back; polling does the rest
  useEffect(() => {
    if (paid) void checkPayment(token).then(onChanged, () => undefined);
  }, [token, paid]);
}
