import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHeadset } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../shared/session";
import { AskDialog } from "./AskDialog";

interface SupportButtonProps {
  company: { id: number; name: string; status: string };
}

/** The way into a company that is served, for those who may look into companies. */
export function SupportButton({ company }: SupportButtonProps) {
  const { t } = useTranslation("staff");
  const can = useCan();
  const [opened, { open, close }] = useDisclosure(false);
  if (!can("support.access") || company.status !== "active") return null;
  return (
    <>
      <Button variant="default" leftSection={<IconHeadset size={16} />} onClick={open}>
        {t("support.ask")}
      </Button>
      {opened && <AskDialog company={company} onClose={close} />}
    </>
  );
}
