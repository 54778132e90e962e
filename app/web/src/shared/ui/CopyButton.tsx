import { Button, CopyButton as MantineCopy } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface CopyButtonProps {
  value: string;
  /** What the button is called; it says "Copied" for a moment afterwards. */
  label?: string;
  compact?: boolean;
}

export function CopyButton({ value, label, compact = false }: CopyButtonProps) {
  const { t } = useTranslation();
  return (
    <MantineCopy value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <Button
          variant={compact ? "subtle" : "default"}
          size={compact ? "compact-sm" : "sm"}
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        >
          {copied ? t("copied") : (label ?? t("copy"))}
        </Button>
      )}
    </MantineCopy>
  );
}
