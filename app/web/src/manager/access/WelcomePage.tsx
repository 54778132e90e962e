import { Button, Loader, Text } from "@mantine/core";
import { Link, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { replaceSession } from "../../shared/session";
import { AccessLayout } from "./AccessLayout";
import { SIGN_IN_PATH } from "./paths";

const SETUP_PATH = "/setup";

/** The owner of a new company comes in from the sign-up, signed in by a link that works once. */
export function WelcomePage() {
  const { t } = useTranslation("access");
  const { token = "" } = useParams({ strict: false }) as { token?: string };
  const navigate = useNavigate();
  const router = useRouter();
  const [spent, setSpent] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link works once
  useEffect(() => {
    const enter = async () => {
      const options = { params: { path: { token } } };
      replaceSession(await unwrap(api.POST("/api/v1/entrances/{token}", options)));
      await router.invalidate();
      await navigate({ to: SETUP_PATH, replace: true });
    };
    void enter().catch(() => setSpent(true));
  }, [token]);
  if (!spent) {
    return (
      <AccessLayout title={t("entrance.title")}>
        <Text c="dimmed" role="status">
          <Loader size={16} mr={8} aria-hidden />
          {t("entrance.text")}
        </Text>
      </AccessLayout>
    );
  }
  return (
    <AccessLayout title={t("spent.title")} text={t("entrance.spent")}>
      <Button component={Link} to={SIGN_IN_PATH} size="md">
        {t("backToSignIn")}
      </Button>
    </AccessLayout>
  );
}
