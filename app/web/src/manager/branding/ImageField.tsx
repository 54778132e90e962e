import { Button, FileButton, Group, Input, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BrandFile } from "../../shared/api/types";
import { uploadFile } from "../../shared/call/attachments";
import { problemText } from "../../shared/ui";
import classes from "./branding.module.css";

interface ImageFieldProps {
  label: string;
  hint: string;
  /** For the file dialog; the server decides by the content. */
  accept: string;
  /** Where the file goes. */
  path: string;
  value: Pick<BrandFile, "id" | "url"> | null;
  wide?: boolean;
  /** What went wrong when the form was saved. */
  error?: React.ReactNode;
  onChange: (file: BrandFile | null) => void;
}

/** A picture that is uploaded at once and becomes the company's with the form. */
export function ImageField({ label, hint, accept, path, value, wide, error, onChange }: ImageFieldProps) {
  const { t } = useTranslation("manager");
  const id = useId();
  const { busy, problem, send } = useUpload(path, onChange);
  return (
    <Input.Wrapper
      role="group"
      label={label}
      labelProps={{ id }}
      labelElement="div"
      aria-labelledby={id}
      description={hint}
      error={problem ?? error}
    >
      <Group gap="md" mt={4} align="center">
        <div className={classes.picture} data-wide={wide || undefined}>
          {value ? (
            <img src={value.url} alt={label} />
          ) : (
            <Text size="sm" c="dimmed">
              {t("branding.noPicture")}
            </Text>
          )}
        </div>
        <Group gap="sm">
          <FileButton
            accept={accept}
            onChange={(file) => file && void send(file)}
            inputProps={{ "aria-label": label }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                loading={busy}
                leftSection={<IconUpload size={16} aria-hidden />}
              >
                {t(value ? "branding.replace" : "branding.choose")}
              </Button>
            )}
          </FileButton>
          {value && (
            <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
              {t("branding.remove")}
            </Button>
          )}
        </Group>
      </Group>
    </Input.Wrapper>
  );
}

export function useUpload(path: string, onDone: (file: BrandFile) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      onDone(await uploadFile<BrandFile>(path, file, () => undefined).done);
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, send };
}
