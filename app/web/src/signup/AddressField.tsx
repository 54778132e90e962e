import { Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { addressFor } from "./progress";

const TYPING_MS = 350;

interface AddressFieldProps {
  /** The company's name, which suggests an address until one is typed. */
  name?: string;
  value: string;
  error?: ReactNode;
  size?: "sm" | "md";
  /** What the address is for, if the reader is not who will use it. */
  hint?: string;
  onChange: (slug: string) => void;
}

/** The company's own address, checked while one types. */
export function AddressField({ name = "", value, error, size = "md", hint, onChange }: AddressFieldProps) {
  const { t } = useTranslation("signup");
  const [own, setOwn] = useState(name === "" && value !== "");
  const suggested = useSuggestion(own ? "" : name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new suggestion is the reason, not a new handler
  useEffect(() => {
    if (suggested) onChange(suggested);
  }, [suggested]);
  const checked = useChecked(value);
  const refused = checked && !checked.available ? t(`address.${checked.reason ?? "shape"}`) : null;
  return (
    <TextInput
      label={t("address.label")}
      description={hint ?? t("address.hint")}
      size={size}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error ?? refused}
      onChange={({ currentTarget }) => {
        setOwn(true);
        onChange(currentTarget.value.trim().toLowerCase());
      }}
      inputContainer={(input) => (
        <>
          {input}
          {checked?.available && (
            <Text size="sm" c="dimmed" mt={4} role="status">
              {t("address.free", { host: checked.host })}
            </Text>
          )}
        </>
      )}
    />
  );
}

function useSuggestion(name: string): string | undefined {
  const [typed] = useDebouncedValue(name.trim(), TYPING_MS);
  const { data } = useQuery({
    queryKey: ["signup-address", "name", typed],
    queryFn: () => addressFor({ name: typed }),
    enabled: typed.length > 1,
  });
  return data?.slug;
}

function useChecked(slug: string) {
  const [typed] = useDebouncedValue(slug, TYPING_MS);
  const { data } = useQuery({
    queryKey: ["signup-address", "slug", typed],
    queryFn: () => addressFor({ slug: typed }),
    enabled: typed !== "",
  });
  return data?.slug === slug ? data : undefined;
}
